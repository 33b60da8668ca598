package io.github.drainagent.benchmarks.cost;

import io.github.drainagent.benchmarks.PrintedPart;
import io.github.drainagent.it.process.Jdks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** docs/cost.md: its table is printed from a run, the words around them are not. */
final class Page {
  private final PrintedPart part;
  private final double othersLoad =
      ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

  Page(Path file) {
    part = new PrintedPart(file, "cost");
  }

  /** Puts the table into the file, instead of the one that is there. */
  void print(List<Scenario> scenarios, int rounds) throws IOException {
    StringBuilder text = new StringBuilder(conditions(rounds));
    text.append(PrintedPart.heading(Row.HEADINGS));
    for (Scenario scenario : scenarios) {
      scenario.rows().forEach(row -> text.append(PrintedPart.line(row.cells())));
    }
    part.print(text.toString());
  }

  private String conditions(int rounds) {
    return String.format(
        "Measured on %s in %d %s. Linux %s, %d cores, %s; newest JDK %s. Load average before the"
            + " first round, which is what others did on the machine: %.1f.%n%n",
        LocalDate.now(),
        rounds,
        rounds == 1 ? "round" : "rounds",
        System.getProperty("os.version"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        Jdks.newest().version(),
        othersLoad);
  }

  /** What was printed last. */
  @Override
  public String toString() {
    return part.toString();
  }
}
