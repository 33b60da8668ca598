package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.load.Ask;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways an exit may go: what ends a drain, and which code and hooks the JVM has then. */
@Timeout(60)
class ExitIT {
  /** Far below the default timeout of 25 s: nobody waited for it. */
  private static final int AT_ONCE_MILLIS = 5_000;

  private static final Jdk JDK = Jdks.running();

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"jetty-12", "undertow-2.3", "netty-4.1", "httpserver"})
  void aStuckRequestIsNamedAtTheTimeout(String server) throws Exception {
    try (ServerProcess process = start(ServerSpec.named(server), "timeout=2s")) {
      Request.inFlight(process.awaitPort(), Ask.stuck());
      long term = System.nanoTime();
      process.term();
      assertEquals(143, process.awaitExit(10_000), process.output());
      long millis = (System.nanoTime() - term) / 1_000_000;
      assertTrue(millis >= 1_900 && millis < 4_000, "the exit came after " + millis + " ms");
      assertFalse(Output.oursNaming(process.stderr(), "GET /stuck").isEmpty(), process.output());
      assertEnded(process);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"jetty-12", "undertow-2.3", "httpserver"})
  void aStuckRequestIsShownWithItsStack(String server) throws Exception {
    try (ServerProcess process = start(ServerSpec.named(server), "timeout=1s")) {
      Request.inFlight(process.awaitPort(), Ask.stuck());
      process.term();
      process.awaitExit(10_000);
      assertFalse(
          Output.oursNaming(process.stderr(), "Endpoints.stuck").isEmpty(), process.output());
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"jetty-12", "undertow-2.3", "httpserver", "socket"})
  void exitInAHandlerKeepsItsCodeAndWaitsForOthersOnly(String server) throws Exception {
    try (ServerProcess process = start(ServerSpec.named(server), "")) {
      int port = process.awaitPort();
      Request slow = Request.inFlight(port, Ask.slow(2_000));
      Request exit = Request.begin(port, Ask.exit(7));
      assertEquals(Outcome.COMPLETE, slow.outcome());
      assertEquals(7, process.awaitExit(AT_ONCE_MILLIS));
      assertTrue(exit.outcome() != Outcome.COMPLETE, "System.exit does not return");
      assertEnded(process);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.drainagent.it.Rows#jdks")
  void theEndOfTheLastThreadDrains(Jdk jdk) throws Exception {
    Launch launch = Launch.server(jdk, ServerSpec.application("StdinApp")).withAgent("");
    try (ServerProcess process = launch.start()) {
      Request slow = Request.inFlight(process.awaitPort(), Ask.slow(2_000));
      process.closeInput();
      assertEquals(Outcome.COMPLETE, slow.outcome());
      assertEquals(0, process.awaitExit(AT_ONCE_MILLIS));
      assertEnded(process);
    }
  }

  @Test
  void onTermAloneLeavesSystemExitAlone() throws Exception {
    try (ServerProcess process = start(ServerSpec.named("socket"), "on=TERM")) {
      int port = process.awaitPort();
      Request slow = Request.inFlight(port, Ask.slow(4_000));
      Request.begin(port, Ask.exit(3));
      assertEquals(3, process.awaitExit(2_500));
      assertTrue(slow.outcome().isLost(), "nobody waited for it");
      assertEnded(process);
    }
  }

  private static ServerProcess start(ServerSpec server, String settings) throws Exception {
    return Launch.server(JDK, server).withAgent(settings).start();
  }

  /** The hooks ran, once, and nobody said anything strange. */
  private static void assertEnded(ServerProcess process) {
    Output.hookEpochMillis(process.stdout());
    Output.assertOnlyTheApplications(process.stdout());
    Output.assertClean(process.stderr());
  }
}
