package io.github.drainagent.prove.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long MILLI = 1_000_000;

  @Test
  void whatIsDueDoesNotDependOnWhatWasBegunLate() {
    Pace pace = new Pace(100, 0);
    assertFalse(pace.isDue(9 * MILLI));
    int begun = 0;
    for (long now = 55 * MILLI; pace.isDue(now); pace.next()) {
      begun++;
    }
    assertEquals(5, begun);
    assertEquals(5 * MILLI, pace.wait(55 * MILLI, 20 * MILLI));
  }

  @Test
  void whatWaitsTooLongForAFreeClientIsDroppedAndCounted() {
    Pace pace = new Pace(100, 0);
    pace.allAreBusy(50 * MILLI);
    assertEquals(0, pace.putOff());
    pace.allAreBusy(1_000 * MILLI);
    assertEquals(89, pace.putOff());
    assertTrue(pace.isDue(1_000 * MILLI));
  }

  @Test
  void aRateOfZeroIsNobody() {
    assertFalse(new Pace(0, 0).isDue(Long.MAX_VALUE / 2));
  }
}
