package io.github.drainagent.it;

import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import java.util.List;
import java.util.Locale;

/** As whom a server runs, and what its agent is told. */
enum Mode {
  /** As whoever runs the tests. */
  SAME_USER("", List.of()),

  /** Without any native access. */
  NO_NATIVE("native=none", List.of()),

  /** As an ordinary container's process: nobody, who can get no capability by any means. */
  NOBODY(
      "",
      List.of(
          "setpriv",
          "--reuid=65534",
          "--regid=65534",
          "--clear-groups",
          "--inh-caps=-all",
          "--bounding-set=-all",
          "--no-new-privs"));

  private static final int START_MILLIS = 10_000;

  private final String settings;
  private final List<String> command;

  Mode(String settings, List<String> command) {
    this.settings = settings;
    this.command = command;
  }

  Launch apply(Launch launch) {
    return launch.withAgent(settings).through(command);
  }

  /** Where the tests are not root's, or nobody may not read the jar, a line says so. */
  boolean isPossible() {
    if (command.isEmpty()) {
      return true;
    }
    try (ServerProcess java = apply(Launch.tool(Jdks.running(), "java", "-version")).start()) {
      if (java.awaitExit(START_MILLIS) == 0) {
        return true;
      }
      System.out.println(
          "no JVM can be run as " + this + ", its rows are skipped: " + java.output());
    } catch (Exception e) {
      System.out.println("no JVM can be run as " + this + ", its rows are skipped: " + e);
    }
    return false;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
