package io.github.drainagent.engine.drain;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Durations for the log. */
final class Moment {

  private Moment() {}

  /** {@code 12 ms} or {@code 1.302 s}. */
  static String text(long nanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
    if (millis < 1000) {
      return millis + " ms";
    }
    return String.format(Locale.ROOT, "%d.%03d s", millis / 1000, millis % 1000);
  }

  /** {@code 1 exchange}, {@code 2 exchanges}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
