package io.github.drainagent.engine.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.StringTokenizer;
import java.util.function.ToLongFunction;

/** The network namespace's counters in {@code /proc/net/netstat}. */
public final class ProcNetstat implements ToLongFunction<String> {

  private static final String PREFIX = "TcpExt: ";

  private final Path file;

  public ProcNetstat() {
    this(Paths.get("/proc/self/net/netstat"));
  }

  ProcNetstat(Path file) {
    this.file = file;
  }

  /**
   * One of those under {@code TcpExt}, as {@code nstat} calls them without that prefix; 0 where it
   * can't be told.
   */
  @Override
  public long applyAsLong(String name) {
    try {
      String names = "";
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        if (line.startsWith(PREFIX)) {
          if (!names.isEmpty()) {
            return cell(name, names, line);
          }
          names = line;
        }
      }
    } catch (IOException | RuntimeException e) {
      // not to be told
    }
    return 0;
  }

  private static long cell(String name, String names, String values) {
    StringTokenizer columns = new StringTokenizer(names);
    StringTokenizer cells = new StringTokenizer(values);
    while (columns.hasMoreTokens()) {
      String cell = cells.nextToken();
      if (columns.nextToken().equals(name)) {
        return Long.parseLong(cell);
      }
    }
    return 0;
  }
}
