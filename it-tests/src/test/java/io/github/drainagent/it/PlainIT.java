package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.load.Kind;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import io.github.drainagent.it.process.TermUnderLoad;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The servers without the agent: what the other tests find is the agent's doing, and the load
 * client sees losses.
 */
@Timeout(60)
class PlainIT {
  private static final TermUnderLoad SCENARIO = new TermUnderLoad(24, 4, 1_000, 1_500);

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("io.github.drainagent.it.Rows#serversOnTheirNewestJdk")
  void withoutTheAgentNothingIsOnStderr(ServerSpec server, Jdk jdk) throws Exception {
    try (ServerProcess process = Launch.server(jdk, server).start()) {
      assertEquals(Outcome.COMPLETE, Request.fast(process.awaitPort()));
      process.term();
      assertEquals(143, process.awaitExit(10_000));
      assertEquals(List.of(), Output.strange(process.stderr()));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.drainagent.it.Rows#servers")
  void withoutTheAgentTermLosesDozens(ServerSpec server) throws Exception {
    TermUnderLoad.Result result = SCENARIO.run(Launch.server(Jdks.running(), server));
    assertTrue(result.tally().lost() >= 12, "only " + result.tally().lost() + " lost");
    for (Kind kind : List.of(Kind.SLOW, Kind.ASYNC, Kind.STREAM, Kind.UPLOAD)) {
      assertFalse(result.tally().isAnsweredWhole(kind), kind.description());
    }
  }
}
