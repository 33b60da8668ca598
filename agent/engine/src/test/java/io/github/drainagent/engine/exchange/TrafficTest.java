package io.github.drainagent.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TrafficTest {

  private final Traffic traffic = new Traffic();

  @Test
  void aRequestIsUnansweredUntilBytesGoOut() {
    assertFalse(traffic.isUnanswered(), "nothing came in");
    traffic.in();
    assertTrue(traffic.isUnanswered());
    traffic.in();
    assertTrue(traffic.isUnanswered());
    traffic.out();
    assertFalse(traffic.isUnanswered());
    traffic.in();
    assertTrue(traffic.isUnanswered());
  }

  @Test
  void stillnessIsCountedFromTheSampleThatLastSawAMove() {
    traffic.out();
    traffic.sample(1_000);
    assertEquals(0, traffic.stillFor(1_000));
    traffic.sample(1_500);
    assertEquals(500, traffic.stillFor(1_500));
    traffic.out();
    traffic.sample(2_000);
    assertEquals(0, traffic.stillFor(2_000));
    traffic.sample(2_700);
    assertEquals(700, traffic.stillFor(2_700));
  }

  @Test
  void bytesInAreAMoveToo() {
    traffic.sample(0);
    traffic.in();
    traffic.sample(100);
    assertEquals(0, traffic.stillFor(100));
  }

  @Test
  void onlyRequestsAfterTheFirstSampleAreCounted() {
    traffic.in();
    traffic.out();
    traffic.in();
    traffic.sample(0);
    assertEquals(0, traffic.turnsSinceStart());
    traffic.in(); // more of the same request
    assertEquals(0, traffic.turnsSinceStart());
    traffic.out();
    traffic.out();
    traffic.in();
    traffic.in();
    assertEquals(1, traffic.turnsSinceStart());
    traffic.sample(1);
    assertEquals(1, traffic.turnsSinceStart());
  }
}
