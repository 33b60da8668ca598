package io.github.drainagent.benchmarks.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of a process. */
final class Proc {
  /** USER_HZ, which has been 100 on every Linux since 2.6. */
  private static final int MILLIS_PER_TICK = 10;

  private static final int UTIME = 11;

  private Proc() {}

  /** Milliseconds of processor time, of all its threads. */
  static double cpuMillis(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1]))
        * (double) MILLIS_PER_TICK;
  }

  /** Megabytes in memory. */
  static double residentMegabytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")))
            .findFirst()
            .orElseThrow()
        / 1024;
  }
}
