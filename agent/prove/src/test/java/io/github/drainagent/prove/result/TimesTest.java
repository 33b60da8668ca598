package io.github.drainagent.prove.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.prove.load.Outcome;
import org.junit.jupiter.api.Test;

class TimesTest {

  private static final long MILLI = 1_000_000;

  @Test
  void momentsAreCountedFromTerm() {
    Made made = new Made().answered(3).attempt(-9, -8, Outcome.REFUSED, 0);
    made.attempt(20, 21, Outcome.REFUSED, 0).attempt(10, 11, Outcome.REFUSED, 0);
    made.attempt(-5, 60, Outcome.COMPLETE, 200).attempt(1, 80, Outcome.RESET, 0);
    Times times = new Times(made.exit(100).run(true));
    assertEquals(11 * MILLI, times.firstRefusal());
    assertEquals(100 * MILLI, times.exit());
    assertEquals(40 * MILLI, times.fromLastAnswerToExit());
  }

  @Test
  void percentilesAreThoseOfWholeAnswersOnly() {
    Made made = new Made();
    for (int i = 1; i <= 100; i++) {
      made.attempt(-1_000, -1_000 + i, Outcome.COMPLETE, 200);
    }
    Times times = new Times(made.attempt(-1_000, -1, Outcome.RESET, 0).run(false));
    assertEquals(50 * MILLI, times.latency(false, 0.5));
    assertEquals(99 * MILLI, times.latency(false, 0.99));
    assertEquals(100 * MILLI, times.latency(false, 1));
    assertEquals(Times.NEVER, times.latency(true, 0.5));
  }

  @Test
  void whatNeverCameIsNever() {
    Times times = new Times(new Made().neverExited().run(false));
    assertEquals(Times.NEVER, times.firstRefusal());
    assertEquals(Times.NEVER, times.exit());
    assertEquals(Times.NEVER, times.fromLastAnswerToExit());
  }
}
