package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.it.process.ServerProcess;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What may stand in a process's output. */
public final class Output {
  /** A client thread may be told of its last byte a while after the server's process went on. */
  public static final int CLIENT_LAG_MILLIS = 150;

  static final String OURS = "[drain] ";
  private static final String TIMED_OUT = " timed out in ";
  private static final String JVM = "Picked up JAVA_TOOL_OPTIONS";

  /**
   * What JDKs 9 to 16, and 24 and later, say of the servers themselves; a line that names a class
   * of ours does not match. The empty line belongs to them. Payara says that it stops where the JDK
   * has been faster than it and taken its settings of logging back.
   */
  private static final Pattern OF_SERVERS =
      Pattern.compile(
          """
          |.* fish\\.payara\\.micro\\.impl\\.PayaraMicroImpl\\$1 run|INFO: Payara Micro STOPPED\\.\
          |WARNING: (\
          An illegal reflective access operation has occurred\
          |Illegal reflective access by SERVER\
          |Please consider reporting this to the maintainers of SERVER\
          |Use --illegal-access=warn to enable warnings of further illegal reflective access operations\
          |All illegal access operations will be denied in a future release\
          |A terminally deprecated method in sun\\.misc\\.Unsafe has been called\
          |sun\\.misc\\.Unsafe::\\w+ has been called by SERVER\
          |Please consider .* maintainers of class SERVER\
          |sun\\.misc\\.Unsafe::\\w+ will be removed in a future release\
          |A restricted method in java\\.lang\\.System has been called\
          |java\\.lang\\.System::load(Library)? has been called by SERVER\
          |Use --enable-native-access=ALL-UNNAMED to avoid a warning for callers in this module\
          |Restricted methods will be blocked in a future release unless native access is enabled\
          )"""
              .replace(
                  "SERVER",
                  "((io\\.grpc\\.netty\\.shaded\\.)?io\\.netty|com\\.linecorp\\.armeria|io\\.undertow|org\\.jboss\\.threads|akka|org\\.apache\\.pekko"
                      + "|org\\.apache\\.tomcat\\.(jni|util\\.buf)|org\\.apache\\.felix\\.framework|org\\.glassfish|org\\.jboss\\.modules|org\\.xnio|org\\.eclipse\\.jetty\\.util)\\..*"));

  /** What is left in Payara of somebody's search for a fault. */
  private static final String OUT_OF_SERVERS =
      "JdbcRuntimeExtension,  getAllSystemRAResourcesAndPools = ";

  private Output() {}

  public static List<String> ours(List<String> stderr) {
    return stderr.stream().filter(line -> line.startsWith(OURS)).toList();
  }

  public static List<String> oursNaming(List<String> stderr, String word) {
    return ours(stderr).stream().filter(line -> line.contains(word)).toList();
  }

  /**
   * Nothing but our lines, and none of them tells of an error that was swallowed or of a drain that
   * its timeout ended.
   */
  public static void assertClean(List<String> stderr) {
    assertUndisturbed(stderr);
    assertEquals(List.of(), oursNaming(stderr, TIMED_OUT), "nobody was left to wait for");
  }

  /** The same for a drain whose timeout had to end it. */
  public static void assertCleanAtTheTimeout(List<String> stderr) {
    assertUndisturbed(stderr);
    assertEquals(1, oursNaming(stderr, TIMED_OUT).size(), String.join("\n", stderr));
  }

  private static void assertUndisturbed(List<String> stderr) {
    assertEquals(List.of(), strange(stderr), "stderr has lines that are not ours");
    assertEquals(List.of(), suppressed(stderr), "the agent swallowed errors");
  }

  /** Our lines that tell of an error that was swallowed. */
  public static List<String> suppressed(List<String> stderr) {
    return ours(stderr).stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).contains("suppressed"))
        .toList();
  }

  static void assertNothingOfOurs(ServerProcess process) {
    assertEquals(List.of(), ours(process.stderr()), "lines of ours on stderr");
    assertEquals(List.of(), ours(process.stdout()), "lines of ours on stdout");
  }

  public static void assertOnlyTheApplications(List<String> stdout) {
    assertEquals(List.of(), strangeOut(stdout), "stdout has lines that are not the application's");
  }

  public static List<String> strangeOut(List<String> stdout) {
    return stdout.stream()
        .filter(line -> !line.startsWith(OUT_OF_SERVERS))
        .filter(line -> !line.matches("(READY|HOOK|SIGNAL|HANDLING|CLOSED|JNA) .*"))
        .toList();
  }

  /** The application was told of the exit exactly once: when. */
  public static long hookEpochMillis(List<String> stdout) {
    return number(stdout, "HOOK ");
  }

  public static long number(List<String> stdout, String prefix) {
    List<String> lines = stdout.stream().filter(line -> line.startsWith(prefix)).toList();
    assertEquals(1, lines.size(), prefix + "lines in " + stdout);
    return Long.parseLong(lines.get(0).substring(prefix.length()));
  }

  /** Lines that neither we nor the JVM nor the server is known to say. */
  public static List<String> strange(List<String> stderr) {
    return stderr.stream()
        .filter(line -> !line.startsWith(OURS) && !line.startsWith(JVM))
        .filter(line -> !OF_SERVERS.matcher(line).matches())
        .toList();
  }
}
