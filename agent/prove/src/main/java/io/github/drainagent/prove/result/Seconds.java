package io.github.drainagent.prove.result;

import java.util.Locale;

/** Spans of time for people. */
public final class Seconds {

  private Seconds() {}

  /** {@code 0.4 ms}, {@code 36 ms}, {@code 1.62 s}. */
  public static String text(long nanos) {
    double millis = nanos / 1e6;
    if (millis < 9.95) {
      return String.format(Locale.ROOT, "%.1f ms", millis);
    }
    return millis < 999.5
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.2f s", millis / 1e3);
  }
}
