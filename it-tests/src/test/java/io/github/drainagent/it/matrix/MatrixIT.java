package io.github.drainagent.it.matrix;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.load.Phase;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerSpec;
import io.github.drainagent.it.process.TermUnderLoad;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TERM under load, on every server and every JDK: nobody is lost. */
@Timeout(90)
class MatrixIT {
  static final int NEW_CLIENTS = 24;
  static final int KEPT_ALIVE_CLIENTS = 4;

  /** Long requests have to be there still when idle connections are let go. */
  private static final int MILLIS_IN_FLIGHT = 2_800;

  private static final TermUnderLoad SCENARIO =
      new TermUnderLoad(NEW_CLIENTS, KEPT_ALIVE_CLIENTS, 1_000, MILLIS_IN_FLIGHT);

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("io.github.drainagent.it.Rows#serversAndJdks")
  void termUnderLoadLosesNobody(ServerSpec server, Jdk jdk) throws Exception {
    TermUnderLoad.Result result = SCENARIO.run(Launch.server(jdk, server).withAgent("idle=1s"));
    Map<Measure, Cell> cells = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      cells.put(measure, measure.of(result));
    }
    Results.add(server, jdk, cells);
    assertAll(
        server + " on " + jdk + "\n" + cells + "\n" + told(result),
        Arrays.stream(Measure.values())
            .filter(measure -> measure.isPromisedBy(server))
            .map(measure -> isGood(measure, cells.get(measure))));
    // otherwise this test would not have tested it
    assertTrue(result.tally().count(Phase.BEFORE, Outcome.COMPLETE) > 0, "no load before TERM");
  }

  private static Executable isGood(Measure measure, Cell cell) {
    return () -> assertTrue(cell.isGood(), measure.heading() + ": " + cell.text());
  }

  private static String told(TermUnderLoad.Result result) {
    return result.tally()
        + String.join("\n", result.stdout())
        + "\n"
        + String.join("\n", result.stderr());
  }
}
