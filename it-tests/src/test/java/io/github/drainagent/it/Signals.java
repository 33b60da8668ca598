package io.github.drainagent.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** What this process lets its children have of signals. */
final class Signals {
  private Signals() {}

  /**
   * A build in the background of a shell ignores INT, its children inherit that, and a JVM then
   * leaves it so.
   */
  static void assumeNotIgnored(int signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("SigIgn:")) {
        long mask = Long.parseUnsignedLong(line.substring("SigIgn:".length()).trim(), 16);
        Assumptions.assumeTrue((mask >> (signal - 1) & 1) == 0, "signal " + signal + " is ignored");
      }
    }
  }
}
