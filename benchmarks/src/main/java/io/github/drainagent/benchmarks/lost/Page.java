package io.github.drainagent.benchmarks.lost;

import io.github.drainagent.benchmarks.PrintedPart;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** docs/lost-per-term.md: its tables are printed from a run, the words around them are not. */
final class Page {
  private final PrintedPart part;
  private final double othersLoad =
      ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

  Page(Path file) {
    part = new PrintedPart(file, "lost");
  }

  /** Puts the tables into the file, instead of those that are there. */
  void print(List<Row> rows, int terms) throws IOException {
    StringBuilder text = new StringBuilder(conditions(terms));
    for (Distance distance : Distance.values()) {
      text.append(heading(distance));
      rows.stream()
          .filter(row -> row.distance() == distance)
          .forEach(row -> text.append(PrintedPart.line(row.cells())));
    }
    part.print(text.toString());
  }

  private String conditions(int terms) {
    return String.format(
        "Measured on %s; TERMs for each row: %d. Linux %s, %d cores, %s %s, user %s. Load average before"
            + " the first TERM, which is what others did on the machine: %.1f.%n",
        LocalDate.now(),
        terms,
        System.getProperty("os.version"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.name"),
        System.getProperty("java.runtime.version"),
        System.getProperty("user.name"),
        othersLoad);
  }

  private static String heading(Distance distance) {
    return String.format(
            "%n### %s%n%n%d clients that open a connection for each request, %d kept-alive.%n%n",
            distance.title, distance.clients, Distance.KEPT_ALIVE)
        + PrintedPart.heading(Row.HEADINGS);
  }

  /** What was printed last. */
  @Override
  public String toString() {
    return part.toString();
  }
}
