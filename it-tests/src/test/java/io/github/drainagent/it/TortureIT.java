package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.it.load.Kind;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerSpec;
import io.github.drainagent.it.process.TermUnderLoad;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TERM after TERM against many clients: what happens once in a thousand times happens here. */
@Tag("torture")
class TortureIT {
  private static final int TERMS = Integer.getInteger("terms", 100);
  private static final int NEW_CLIENTS = 64;
  private static final TermUnderLoad SCENARIO = new TermUnderLoad(NEW_CLIENTS, 4, 400, 300);

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.drainagent.it.Rows#servers")
  void noneOfManyTermsLosesAnybody(ServerSpec server) throws Exception {
    Map<Outcome, Long> lost = new EnumMap<>(Outcome.class);
    long complete = 0;
    for (int i = 0; i < TERMS; i++) {
      TermUnderLoad.Result result =
          SCENARIO.run(Launch.server(Jdks.running(), server).withAgent(""));
      complete += result.tally().count(Outcome.COMPLETE);
      for (Outcome outcome : Outcome.values()) {
        long count = result.tally().count(outcome);
        if (outcome.isLost() && count > 0) {
          lost.merge(outcome, count, Long::sum);
          System.out.println(server + ", TERM " + i + "\n" + result.tally() + result.stderr());
        }
      }
      assertEquals(NEW_CLIENTS, result.tally().count(Kind.NEW, Outcome.REFUSED), "refused");
      assertEquals(143, result.exitCode());
    }
    System.out.println(server + ": " + TERMS + " TERMs, " + complete + " complete, lost " + lost);
    assertEquals(Map.of(), lost);
  }
}
