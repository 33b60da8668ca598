package io.github.drainagent.engine.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Time is an argument: none passes here. */
class PaceTest {

  private static final long BEGINNING = Long.MAX_VALUE - Pace.LOOK / 2; // nanoTime() may wrap
  private static final int SHARE = 10;

  private final Pace pace = new Pace();

  @Test
  void aShareMayPassAtEachLook() {
    assertEquals(SHARE, passAt(0));
    assertEquals(SHARE, passAt(Pace.LOOK));
    assertEquals(SHARE, passAt(2 * Pace.LOOK));
  }

  @Test
  void aLookThatComesEarlyLetsAShareOfItsOwnPass() {
    assertEquals(SHARE, passAt(0));
    assertEquals(SHARE, passAt(Pace.LOOK / 2));
  }

  @Test
  void aLookThatComesLateLetsPassWhatTheTimeSinceTheLastIsWorth() {
    assertEquals(SHARE, passAt(0));
    assertEquals(SHARE * 7 / 2, passAt(Pace.LOOK * 7 / 2));
    assertEquals(SHARE, passAt(Pace.LOOK * 9 / 2));
  }

  @Test
  void aStandstillIsNotMadeUpForAtOnce() {
    assertEquals(SHARE, passAt(0));
    assertEquals(10 * SHARE, passAt(1_000 * Pace.LOOK));
    assertEquals(SHARE, passAt(1_001 * Pace.LOOK));
  }

  private int passAt(long nanos) {
    pace.next(SHARE, BEGINNING + nanos);
    int passed = 0;
    while (pace.hasRoom()) {
      pace.passed();
      passed++;
    }
    return passed;
  }
}
