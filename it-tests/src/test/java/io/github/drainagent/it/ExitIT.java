package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.drainagent.it.load.Ask;
import io.github.drainagent.it.load.Attempt;
import io.github.drainagent.it.load.Client;
import io.github.drainagent.it.load.Kind;
import io.github.drainagent.it.load.Load;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways an exit may go: what ends a drain, and which code and hooks the JVM has then. */
@Timeout(60)
class ExitIT {
  /** Far below the default timeout of 25 s: nobody waited for it. */
  private static final int AT_ONCE_MILLIS = 5_000;

  private static final Jdk JDK = Jdks.running();

  /** One of each family; where the thread that read its head works on it, its stack is shown. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "jetty-12.0, true",
    "undertow-2.3, true",
    "netty-4.1, false",
    "tomcat-11.0, true",
    "httpserver, true",
    "grizzly-4.0, true",
    "helidon-4, true",
    "pekko-http-1, false"
  })
  void aStuckRequestIsNamedAtTheTimeout(String server, boolean hasThread) throws Exception {
    try (ServerProcess process = start(ServerSpec.named(server), "timeout=1s")) {
      Request.inFlight(process.awaitPort(), Ask.stuck());
      long term = System.nanoTime();
      process.term();
      assertEquals(143, process.awaitExit(10_000), process.output());
      long millis = (System.nanoTime() - term) / 1_000_000;
      assertTrue(millis >= 900, "the exit came after " + millis + " ms");
      assertFalse(Output.oursNaming(process.stderr(), "GET /stuck").isEmpty(), process.output());
      assertEquals(
          hasThread,
          !Output.oursNaming(process.stderr(), "Endpoints.stuck").isEmpty(),
          process.output());
      assertTimedOut(process);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "jetty-12.0",
        "undertow-2.3",
        "tomcat-11.0",
        "httpserver",
        "grizzly-2.3",
        "grizzly-4.0",
        "helidon-4",
        "pekko-http-1",
        "akka-http-10.2",
        "socket"
      })
  void exitInAHandlerKeepsItsCodeAndWaitsForOthersOnly(String server) throws Exception {
    try (ServerProcess process = start(ServerSpec.named(server), "")) {
      int port = process.awaitPort();
      Request slow = Request.inFlight(port, Ask.slow(1_000));
      Request exit = Request.begin(port, Ask.exit(7));
      assertEquals(Outcome.COMPLETE, slow.outcome());
      assertEquals(7, process.awaitExit(AT_ONCE_MILLIS));
      assertTrue(exit.outcome() != Outcome.COMPLETE, "System.exit does not return");
      assertEnded(process);
    }
  }

  /** Two loops take connections in turn: the one that is in the exit answers nobody. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"netty-4.1", "netty-4.2", "netty-epoll-4.2"})
  void exitOnAnEventLoopWaitsForTheOtherLoopOnlyAndSaysSo(String server) throws Exception {
    try (ServerProcess process = start(ServerSpec.named(server), "");
        Client one = connected(process.awaitPort());
        Client other = connected(process.awaitPort())) {
      CompletableFuture<Attempt> onOne = inBackground(one, Ask.slow(2_500));
      CompletableFuture<Attempt> onOther = inBackground(other, Ask.slow(2_500));
      Request.inFlight(process.awaitPort(), Ask.fast());
      Request exit = Request.begin(process.awaitPort(), Ask.exit(7));
      boolean oneIsAnswered = onOne.get().outcome() == Outcome.COMPLETE;
      boolean otherIsAnswered = onOther.get().outcome() == Outcome.COMPLETE;
      assertTrue(oneIsAnswered != otherIsAnswered, process.output());
      assertEquals(7, process.awaitExit(AT_ONCE_MILLIS), process.output());
      assertTrue(exit.outcome() != Outcome.COMPLETE, "System.exit does not return");
      List<String> said = Output.oursNaming(process.stderr(), "System.exit was called on thread");
      assertEquals(1, said.size(), process.output());
      assertTrue(said.get(0).contains("1 exchange (GET /slow?ms=2500 for "), said.get(0));
      assertEnded(process);
    }
  }

  private static Client connected(int port) {
    Client client = new Client(port, Kind.KEPT_ALIVE, 10_000);
    assertEquals(Outcome.COMPLETE, client.ask(Ask.fast()).outcome());
    return client;
  }

  private static CompletableFuture<Attempt> inBackground(Client client, Ask ask) {
    return CompletableFuture.supplyAsync(() -> client.ask(ask));
  }

  /** Others of them are with the loop that is in the exit, unread. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"netty-4.1", "netty-epoll-4.2"})
  void exitOnAnEventLoopUnderLoadEndsLongBeforeTheTimeout(String server) throws Exception {
    try (ServerProcess process = start(ServerSpec.named(server), "");
        Load load = new Load("127.0.0.1", process.awaitPort(), Thread::new)) {
      load.loops(Kind.NEW, 16);
      assertTrue(load.awaitComplete(200, System.nanoTime() + 10_000_000_000L), "no load");
      Request.begin(process.awaitPort(), Ask.exit(7));
      assertEquals(7, process.awaitExit(AT_ONCE_MILLIS), process.output());
      assertEnded(process);
    }
  }

  /** A future's callback runs on any thread, and which request it is for can't be told. */
  @Test
  void exitInACallbackKeepsItsCodeAndEndsAtTheTimeout() throws Exception {
    try (ServerProcess process = start(ServerSpec.named("pekko-http-1"), "timeout=2s")) {
      int port = process.awaitPort();
      Request slow = Request.inFlight(port, Ask.slow(1_000));
      Request.begin(port, Ask.exitAfterBody(7));
      assertEquals(Outcome.COMPLETE, slow.outcome());
      assertEquals(7, process.awaitExit(10_000), process.output());
      assertFalse(Output.oursNaming(process.stderr(), "POST /exit").isEmpty(), process.output());
      assertTimedOut(process);
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
    Jdk jdk = server.runsOn(JDK) ? JDK : Jdks.newest();
    assumeTrue(server.runsOn(jdk), () -> "no JDK " + server.minJdk());
    return Launch.server(jdk, server).withAgent(settings).start();
  }

  private static void assertEnded(ServerProcess process) {
    assertHookRan(process);
    Output.assertClean(process.stderr());
  }

  private static void assertTimedOut(ServerProcess process) {
    assertHookRan(process);
    Output.assertCleanAtTheTimeout(process.stderr());
  }

  /** Once, and nobody said anything strange. */
  private static void assertHookRan(ServerProcess process) {
    Output.hookEpochMillis(process.stdout());
    Output.assertOnlyTheApplications(process.stdout());
  }
}
