package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.load.Ask;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Deadline;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals: when they come, how often, and who else listens to them. */
@Timeout(60)
class SignalIT {
  /** Far below the default timeout of 25 s: nobody waited for it. */
  private static final int AT_ONCE_MILLIS = 5_000;

  private static final Jdk JDK = Jdks.running();

  @Test
  void termTwiceExitsAtOnce() throws Exception {
    try (ServerProcess process = start(ServerSpec.named("socket"), "")) {
      int port = process.awaitPort();
      Request.inFlight(port, Ask.stuck());
      process.term();
      assertTrue(Request.awaitRefused(port), "the first TERM did not close the listener");
      assertTrue(process.isAlive(), "the first TERM did not wait");
      process.term();
      assertEquals(143, process.awaitExit(AT_ONCE_MILLIS));
      assertEnded(process);
    }
  }

  @Test
  void threeTermsHalt() throws Exception {
    try (ServerProcess process = start(ServerSpec.application("HangingHookApp"), "")) {
      process.awaitPort();
      process.term();
      process.awaitLine("HOOK ", 1, 10_000);
      process.term();
      // two TERMs at once are one to the kernel, and a third one is all it may take
      assertFalse(Deadline.await(500, () -> !process.isAlive()), "the second TERM halted");
      process.term();
      assertEquals(143, process.awaitExit(AT_ONCE_MILLIS));
    }
  }

  @ParameterizedTest(name = "{0} the first listener")
  @ValueSource(strings = {"--before", "--after"})
  void theApplicationsOwnTermHandlerIsCalledAfterTheDrain(String when) throws Exception {
    Launch launch = Launch.server(JDK, ServerSpec.application("OwnSignalApp"), "0", when);
    try (ServerProcess process = launch.withAgent("").start()) {
      int port = process.awaitPort();
      process.awaitLine("HANDLING", 1, 10_000);
      Request slow = Request.inFlight(port, Ask.slow(2_000));
      process.term();
      assertEquals(Outcome.COMPLETE, slow.outcome());
      long answered = System.currentTimeMillis();
      assertEquals(5, process.awaitExit(AT_ONCE_MILLIS));
      long early = answered - Output.number(process.stdout(), "SIGNAL ");
      assertTrue(early <= Output.CLIENT_LAG_MILLIS, "called " + early + " ms before the answer");
      assertEnded(process);
    }
  }

  @Test
  void withReducedSignalsOneLineSaysSoAndNothingElseChanges() throws Exception {
    Launch launch = Launch.server(JDK, ServerSpec.named("socket")).jvm("-Xrs").withAgent("");
    try (ServerProcess process = launch.start()) {
      int port = process.awaitPort();
      assertEquals(Outcome.COMPLETE, Request.fast(port));
      process.term();
      assertEquals(143, process.awaitExit(AT_ONCE_MILLIS));
      assertEquals(1, Output.oursNaming(process.stderr(), "-Xrs").size(), process.output());
      assertEquals(1, process.stdout().size(), "-Xrs runs no hooks: " + process.output());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.drainagent.it.Rows#jdks")
  void termBeforeTheFirstListenerExitsLikePlain(Jdk jdk) throws Exception {
    Launch launch = Launch.server(jdk, ServerSpec.application("IdleApp")).withAgent("");
    try (ServerProcess process = launch.start()) {
      process.awaitReady(1);
      process.term();
      assertEquals(143, process.awaitExit(AT_ONCE_MILLIS));
      assertEquals(List.of(), Output.ours(process.stderr()));
      assertEnded(process);
    }
  }

  @ParameterizedTest(name = "TERM {0} ms after the start")
  @ValueSource(ints = {20, 80, 150, 250, 400, 600, 900})
  void termDuringStartUpExitsLikePlain(int millis) throws Exception {
    try (ServerProcess process = start(ServerSpec.named("jetty-12.0"), "")) {
      // any moment will do, so there is no state to wait for
      Thread.sleep(millis);
      process.term();
      assertEquals(143, process.awaitExit(AT_ONCE_MILLIS), process.output());
      Output.assertOnlyTheApplications(process.stdout());
      Output.assertClean(process.stderr());
    }
  }

  @Test
  void theExitCodeOfASignalCanBeSet() throws Exception {
    try (ServerProcess process = start(ServerSpec.named("socket"), "exit-code=0")) {
      process.awaitPort();
      process.term();
      assertEquals(0, process.awaitExit(AT_ONCE_MILLIS));
      assertEnded(process);
    }
  }

  @Test
  void intDrainsAndExitsWith130() throws Exception {
    Signals.assumeNotIgnored(2);
    try (ServerProcess process = start(ServerSpec.named("socket"), "")) {
      Request slow = Request.inFlight(process.awaitPort(), Ask.slow(2_000));
      process.signal("INT");
      assertEquals(Outcome.COMPLETE, slow.outcome());
      assertEquals(130, process.awaitExit(AT_ONCE_MILLIS));
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
