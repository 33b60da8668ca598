package io.github.drainagent.engine.log;

import java.util.TimeZone;

/**
 * {@code 18:54:42.417}, in the JVM's time zone. The JDK's formats would load some hundred classes
 * of locales, half a second on a busy machine, while the application starts.
 */
final class TimeOfDay {

  private static final int SECOND = 1_000;
  private static final int MINUTE = 60 * SECOND;
  private static final int HOUR = 60 * MINUTE;
  private static final int DAY = 24 * HOUR;

  private TimeOfDay() {}

  static String of(long epochMillis) {
    long local = epochMillis + TimeZone.getDefault().getOffset(epochMillis);
    int millis = (int) Math.floorMod(local, (long) DAY);
    StringBuilder text = new StringBuilder(12);
    digits(text, millis / HOUR, 2).append(':');
    digits(text, millis / MINUTE % 60, 2).append(':');
    digits(text, millis / SECOND % 60, 2).append('.');
    return digits(text, millis % SECOND, 3).toString();
  }

  private static StringBuilder digits(StringBuilder text, int number, int count) {
    String digits = Integer.toString(number);
    for (int i = digits.length(); i < count; i++) {
      text.append('0');
    }
    return text.append(digits);
  }
}
