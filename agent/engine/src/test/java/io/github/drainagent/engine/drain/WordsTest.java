package io.github.drainagent.engine.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.LogLines;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How the log says times, numbers, phases and failures. */
class WordsTest {

  @Test
  void aTimeIsInMillisecondsAndFromASecondOnInSeconds() {
    assertEquals("0 ms", Moment.text(0));
    assertEquals("0 ms", Moment.text(999_999));
    assertEquals("12 ms", Moment.text(12_345_678));
    assertEquals("999 ms", Moment.text(999_999_999));
    assertEquals("1.000 s", Moment.text(1_000_000_000));
    assertEquals("61.005 s", Moment.text(61_005_000_000L));
  }

  @Test
  void aTimeIsTheSameInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("ar", "EG"));
      assertEquals("1.302 s", Moment.text(1_302_000_000));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void oneIsSingularAndEverythingElsePlural() {
    assertEquals("0 exchanges", Moment.count(0, "exchange"));
    assertEquals("1 exchange", Moment.count(1, "exchange"));
    assertEquals("2 exchanges", Moment.count(2, "exchange"));
  }

  @Test
  void threePhasesAreLast() {
    for (Phase phase : Phase.values()) {
      boolean last = phase == Phase.DRAINED || phase == Phase.TIMED_OUT || phase == Phase.CUT_SHORT;
      assertEquals(last, phase.isLast(), phase.toString());
    }
  }

  @Test
  void aFailureIsCountedEachTimeAndToldOnce() {
    Suppressed suppressed = new Suppressed();
    try (LogLines log = new LogLines()) {
      suppressed.count(new IllegalStateException("first"));
      suppressed.count(new IllegalStateException("second"));
      String line = log.only("the application is not affected");
      assertTrue(line.contains("java.lang.IllegalStateException: first at "), line);
      assertTrue(line.contains(WordsTest.class.getName()), "where: " + line);
    }
    assertEquals(2, suppressed.number());
    assertTrue(suppressed.text().startsWith("2 errors of the agent suppressed; the first: "));
    assertFalse(suppressed.text().contains("second"));
  }

  @Test
  void aFailureWithoutAStackIsCountedToo() {
    Suppressed suppressed = new Suppressed();
    suppressed.count(new Error("bare", null, false, false) {});
    assertEquals(1, suppressed.number());
    assertTrue(suppressed.text().endsWith("bare"), suppressed.text());
  }
}
