package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.it.process.ServerProcess;
import java.util.List;
import java.util.regex.Pattern;

/** What may stand in a process's output. */
final class Output {
  /** A client thread may be told of its last byte a while after the server's process went on. */
  static final int CLIENT_LAG_MILLIS = 150;

  static final String OURS = "[drain] ";
  private static final String JVM = "Picked up JAVA_TOOL_OPTIONS";

  /**
   * What JDK 24 and later say of the servers themselves; a line that names a class of ours does not
   * match.
   */
  private static final Pattern OF_SERVERS =
      Pattern.compile(
          "WARNING: (A terminally deprecated method in sun\\.misc\\.Unsafe has been called"
              + "|sun\\.misc\\.Unsafe::\\w+ has been called by (io\\.netty|org\\.jboss\\.threads)\\..*"
              + "|Please consider .* maintainers of class (io\\.netty|org\\.jboss\\.threads)\\..*"
              + "|sun\\.misc\\.Unsafe::\\w+ will be removed in a future release)");

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
    return epochMillis(stdout, "HOOK ");
  }

  static long epochMillis(List<String> stdout, String prefix) {
    List<String> lines = stdout.stream().filter(line -> line.startsWith(prefix)).toList();
    assertEquals(1, lines.size(), prefix + "lines in " + stdout);
    return Long.parseLong(lines.get(0).substring(prefix.length()));
  }

  /** Lines that neither we nor the JVM nor the server is known to say. */
  static List<String> strange(List<String> stderr) {
    return stderr.stream()
        .filter(line -> !line.startsWith(OURS) && !line.startsWith(JVM))
        .filter(line -> !OF_SERVERS.matcher(line).matches())
        .toList();
  }
}
