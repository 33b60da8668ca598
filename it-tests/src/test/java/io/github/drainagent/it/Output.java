package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.it.process.ServerProcess;
import java.util.List;

/** What may stand in a process's output. */
final class Output {
  static final String OURS = "[drain] ";
  private static final String JVM = "Picked up JAVA_TOOL_OPTIONS";

  private Output() {}

  static List<String> ours(List<String> stderr) {
    return stderr.stream().filter(line -> line.startsWith(OURS)).toList();
  }

  static List<String> oursNaming(List<String> stderr, String word) {
    return ours(stderr).stream().filter(line -> line.contains(word)).toList();
  }

  /** Nothing but our lines, and none of them tells of an error that was swallowed. */
  static void assertClean(List<String> stderr) {
    assertEquals(List.of(), strange(stderr), "stderr has lines that are not ours");
    List<String> suppressed =
        ours(stderr).stream().filter(line -> line.toLowerCase().contains("suppressed")).toList();
    assertEquals(List.of(), suppressed, "the agent swallowed errors");
  }

  static void assertNothingOfOurs(ServerProcess process) {
    assertEquals(List.of(), ours(process.stderr()), "lines of ours on stderr");
    assertEquals(List.of(), ours(process.stdout()), "lines of ours on stdout");
  }

  static void assertOnlyTheApplications(List<String> stdout) {
    List<String> strange =
        stdout.stream()
            .filter(line -> !line.matches("(READY|HOOK|SIGNAL|HANDLING|CLOSED) .*"))
            .toList();
    assertEquals(List.of(), strange, "stdout has lines that are not the application's");
  }

  /** The application was told of the exit exactly once: when. */
  static long hookEpochMillis(List<String> stdout) {
    List<String> hooks = stdout.stream().filter(line -> line.startsWith("HOOK ")).toList();
    assertEquals(1, hooks.size(), "HOOK lines in " + stdout);
    return Long.parseLong(hooks.get(0).substring("HOOK ".length()));
  }

  private static List<String> strange(List<String> stderr) {
    return stderr.stream().filter(line -> !line.startsWith(OURS) && !line.startsWith(JVM)).toList();
  }
}
