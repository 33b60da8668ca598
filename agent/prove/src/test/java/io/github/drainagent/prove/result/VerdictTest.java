package io.github.drainagent.prove.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.prove.load.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void lossesWithoutAndNoneWithIsClean() {
    Verdict verdict = verdict(true, lossy().run(false), clean().run(true));
    assertTrue(verdict.isClean());
    assertEquals(
        "Without the agent 2 requests were lost (1 reset, 1 empty reply); with it every client got"
            + " a whole answer or a refused connection.",
        verdict.toString());
  }

  @Test
  void aLossWithTheAgentIsNotClean() {
    assertFalse(verdict(true, clean().run(false), lossy().run(true)).isClean());
  }

  @Test
  void oneLossInOneOfManyRunsIsNotClean() {
    assertFalse(verdict(true, clean().run(true), lossy().run(true), clean().run(true)).isClean());
  }

  @Test
  void aProcessThatDoesNotExitIsNotClean() {
    Verdict verdict = verdict(true, clean().neverExited().run(true));
    assertFalse(verdict.isClean());
    assertTrue(verdict.toString().contains("did not exit"), verdict.toString());
  }

  @Test
  void lossesBeforeTermAreNotTheAgents() {
    Run run = clean().attempt(-20, -10, Outcome.RESET, 0).run(true);
    Verdict verdict = verdict(true, run);
    assertTrue(verdict.isClean());
    assertTrue(verdict.remark().startsWith("1 were lost before TERM"), verdict.remark());
  }

  @Test
  void whoWasInFlightAtTermCounts() {
    assertFalse(verdict(true, clean().attempt(-20, 1, Outcome.RESET, 0).run(true)).isClean());
  }

  @Test
  void aStaleConnectionIsALossOfAPostOnly() {
    Run run = clean().attempt(1, 2, Outcome.STALE, 0).run(true);
    assertTrue(verdict(true, run).isClean());
    assertFalse(verdict(false, run).isClean());
  }

  @Test
  void aStatusThatNobodyGotBeforeTermIsALoss() {
    Run run = clean().attempt(1, 2, Outcome.COMPLETE, 404).run(true);
    assertFalse(verdict(true, run).isClean());
    Run usual =
        clean()
            .attempt(-9, -8, Outcome.COMPLETE, 404)
            .attempt(1, 2, Outcome.COMPLETE, 404)
            .run(true);
    assertTrue(verdict(true, usual).isClean());
  }

  private static Made clean() {
    return new Made().answered(10).attempt(5, 6, Outcome.REFUSED, 0);
  }

  private static Made lossy() {
    return clean().attempt(-3, 4, Outcome.RESET, 0).attempt(3, 4, Outcome.EMPTY, 0);
  }

  private static Verdict verdict(boolean idempotent, Run... runs) {
    return new Verdict(new Comparison(List.of(runs), "without the agent", idempotent));
  }
}
