package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.load.Kind;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.load.Phase;
import io.github.drainagent.it.load.Tally;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerSpec;
import io.github.drainagent.it.process.TermUnderLoad;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TERM under load, on every server and every JDK: nobody is lost. */
@Timeout(90)
class DrainIT {
  private static final int NEW_CLIENTS = 24;
  private static final int KEPT_ALIVE_CLIENTS = 4;
  private static final TermUnderLoad SCENARIO =
      new TermUnderLoad(NEW_CLIENTS, KEPT_ALIVE_CLIENTS, 1_000, 1_500);

  /**
   * New connections that race the close and are reset: the way we close a listener is believed to
   * lose none.
   */
  private static final int RESETS_ALLOWED = 0;

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("io.github.drainagent.it.Rows#serversAndJdks")
  void termUnderLoadLosesNobody(ServerSpec server, Jdk jdk) throws Exception {
    TermUnderLoad.Result result = SCENARIO.run(Launch.server(jdk, server).withAgent(""));
    String all = server + " on " + jdk + "\n" + result.tally() + String.join("\n", result.stderr());
    assertAll(
        all,
        () -> everyRequestInFlightIsAnsweredWhole(result.tally()),
        () -> nobodyIsCutOff(result.tally()),
        () -> newClientsAreRefused(result.tally()),
        () -> keptAliveClientsAreTold(server, result.tally()),
        () -> assertTrue(result.clientsEnded(), "a client never came to an end"),
        () -> assertEquals(143, result.exitCode(), "exit code"),
        () -> theApplicationIsToldLast(result),
        () -> Output.assertOnlyTheApplications(result.stdout()),
        () -> Output.assertClean(result.stderr()));
  }

  private static void everyRequestInFlightIsAnsweredWhole(Tally tally) {
    for (Kind kind : List.of(Kind.SLOW, Kind.ASYNC, Kind.STREAM, Kind.UPLOAD)) {
      assertEquals(1, tally.count(kind, Outcome.COMPLETE), kind.description());
      // otherwise this test would not have tested it
      assertEquals(
          0,
          tally.count(a -> a.kind() == kind) - inFlight(tally, kind),
          kind + " was not in flight");
    }
  }

  private static long inFlight(Tally tally, Kind kind) {
    return tally.count(kind, Phase.ACROSS, Outcome.COMPLETE);
  }

  private static void nobodyIsCutOff(Tally tally) {
    assertTrue(tally.count(Phase.BEFORE, Outcome.COMPLETE) > 0, "no load before TERM");
    for (Outcome outcome :
        List.of(Outcome.PARTIAL, Outcome.EMPTY, Outcome.SERVER_ERROR, Outcome.TIMED_OUT)) {
      assertEquals(0, tally.count(outcome), outcome.description());
    }
    long resets = tally.count(Outcome.RESET);
    assertTrue(resets <= RESETS_ALLOWED, resets + " connections were reset");
  }

  private static void newClientsAreRefused(Tally tally) {
    assertEquals(NEW_CLIENTS, tally.count(Kind.NEW, Outcome.REFUSED), "new clients refused");
    assertEquals(0, tally.count(Phase.BEFORE, Outcome.REFUSED), "refused before TERM");
  }

  private static void keptAliveClientsAreTold(ServerSpec server, Tally tally) {
    assertEquals(KEPT_ALIVE_CLIENTS, tally.count(Kind.KEPT_ALIVE, Outcome.REFUSED), "refused");
    if (server.hasConnector()) {
      assertEquals(0, tally.count(Outcome.STALE), Outcome.STALE.description());
      long told = tally.keptAliveToldToClose();
      assertTrue(told >= KEPT_ALIVE_CLIENTS, "only " + told + " were told Connection: close");
    }
  }

  private static void theApplicationIsToldLast(TermUnderLoad.Result result) {
    long early = result.lastResponseEpochMillis() - Output.hookEpochMillis(result.stdout());
    assertTrue(
        early <= Output.CLIENT_LAG_MILLIS, "the hook ran " + early + " ms before the last answer");
  }
}
