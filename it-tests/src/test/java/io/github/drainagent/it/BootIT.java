package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.load.Ask;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** JVMs that are no servers are left alone, and the ways to be started or not. */
@Timeout(60)
class BootIT {
  private static final ServerSpec HELLO = ServerSpec.application("HelloApp");

  static Stream<Arguments> commands() {
    return Rows.jdks().stream()
        .flatMap(
            jdk ->
                Stream.of("java -version", "javac -version", "keytool -help", "jps", "hello")
                    .map(command -> Arguments.of(command, jdk)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("commands")
  void jvmsThatAreNoServersSayAndExitWhatTheyWould(String command, Jdk jdk) throws Exception {
    try (ServerProcess plain = command(jdk, command).start();
        ServerProcess agent = command(jdk, command).withAgent("").start()) {
      int exit = plain.awaitExit(20_000);
      assertEquals(exit, agent.awaitExit(20_000));
      if (!command.equals("jps")) {
        assertEquals(plain.stdout(), agent.stdout());
      }
      Output.assertNothingOfOurs(agent);
      List<String> more =
          agent.stderr().stream().filter(line -> !line.startsWith("Picked up")).toList();
      assertEquals(plain.stderr(), more);
    }
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("commands")
  void jvmsThatAreNoServersLoadNeitherByteBuddyNorTheEngine(String command, Jdk jdk)
      throws Exception {
    boolean tool = !command.startsWith("java ") && !command.equals("hello");
    String flag = jdk.version() == 8 ? "-verbose:class" : "-Xlog:class+load";
    Launch launch = command(jdk, command, tool ? new String[] {"-J" + flag} : new String[0]);
    try (ServerProcess process = (tool ? launch : launch.jvm(flag)).withAgent("").start()) {
      process.awaitExit(20_000);
      List<String> ours =
          process.stdout().stream()
              .filter(line -> line.contains("drainagent") || line.contains("bytebuddy"))
              .filter(line -> !line.contains(".app.HelloApp") && !line.contains(".app.Say"))
              .toList();
      assertTrue(
          process.stdout().stream().anyMatch(line -> line.contains("java.lang.Object")),
          "the flag shows no classes: " + process.output());
      assertTrue(
          ours.stream().noneMatch(line -> line.contains(".engine.") || line.contains("bytebuddy")),
          ours.toString());
      assertFalse(ours.isEmpty(), "not even the entry class: the agent did not run");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.drainagent.it.Rows#jdks")
  void theJarPrintsItsVersionAndSettings(Jdk jdk) throws Exception {
    try (ServerProcess process =
        Launch.tool(jdk, "java", "-jar", Place.agentJar().toString()).start()) {
      assertEquals(0, process.awaitExit(20_000), process.output());
      assertEquals(List.of(), process.stderr());
      String text = String.join("\n", process.stdout());
      for (String word :
          List.of(
              "drain-agent",
              "timeout",
              "25s",
              "delay",
              "on",
              "TERM+INT+exit",
              "exit-code",
              "keep",
              "native",
              "enabled",
              "strict",
              "log")) {
        assertTrue(text.contains(word), word + " is not in " + text);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.drainagent.it.Rows#jdks")
  void disabledByItsArgumentItLeavesAServerAlone(Jdk jdk) throws Exception {
    assertLeftAlone(Launch.server(jdk, ServerSpec.named("socket")).withAgent("enabled=false"));
  }

  @Test
  void disabledByTheEnvironmentItLeavesAServerAlone() throws Exception {
    assertLeftAlone(socket("").environment("DRAIN_ENABLED", "false"));
  }

  @Test
  void disabledByASystemPropertyItLeavesAServerAlone() throws Exception {
    assertLeftAlone(socket("").jvm("-Ddrain.enabled=false"));
  }

  private static void assertLeftAlone(Launch launch) throws Exception {
    try (ServerProcess process = launch.start()) {
      Request slow = Request.inFlight(process.awaitPort(), Ask.slow(3_000));
      process.term();
      assertEquals(143, process.awaitExit(2_500));
      assertTrue(slow.outcome().isLost(), "drained all the same");
      Output.assertNothingOfOurs(process);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.drainagent.it.Rows#jdks")
  void givenTwiceItSaysOneLineAndWorksOnce(Jdk jdk) throws Exception {
    Launch launch =
        Launch.server(jdk, ServerSpec.named("socket")).withAgent("").jvm(Launch.agentOption(""));
    try (ServerProcess process = launch.start()) {
      Request slow = Request.inFlight(process.awaitPort(), Ask.slow(1_500));
      process.term();
      assertEquals(Outcome.COMPLETE, slow.outcome());
      assertEquals(143, process.awaitExit(8_000));
      assertEquals(1, Output.oursNaming(process.stderr(), "twice").size(), process.output());
      Output.hookEpochMillis(process.stdout());
      Output.assertClean(process.stderr());
    }
  }

  @Test
  void anUnreadableJarIsTheJvmsOwnAffair() throws Exception {
    Launch launch =
        Launch.server(Jdks.running(), HELLO)
            .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + Place.target().resolve("none.jar"));
    try (ServerProcess process = launch.start()) {
      assertEquals(1, process.awaitExit(20_000));
      assertTrue(process.output().contains("none.jar"), process.output());
      Output.assertNothingOfOurs(process);
    }
  }

  private static Launch socket(String settings) {
    return Launch.server(Jdks.running(), ServerSpec.named("socket")).withAgent(settings);
  }

  private static Launch command(Jdk jdk, String command, String... more) {
    if (command.equals("hello")) {
      return Launch.server(jdk, HELLO);
    }
    String[] words = command.split(" ");
    String[] args = Stream.concat(Stream.of(more), Stream.of(words).skip(1)).toArray(String[]::new);
    return Launch.tool(jdk, words[0], args);
  }
}
