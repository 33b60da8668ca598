package io.github.drainagent.engine.options;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** From the text of a value to what it means. Each throws IllegalArgumentException on a bad one. */
final class Values {

  private static final List<String> TRIGGERS = Arrays.asList("TERM", "INT", "HUP", "exit");
  private static final List<String> WAYS = Arrays.asList("auto", "foreign", "jna", "none");
  private static final List<String> LEVELS = Arrays.asList("debug", "info", "warn", "error", "off");
  private static final List<String> STARTS = Arrays.asList("listener", "now");
  private static final List<String> CLOSES =
      Arrays.asList("auto", "filter", "ttl", "accept", "plain");
  private static final long MOST_NANOS = TimeUnit.HOURS.toNanos(24);

  private Values() {}

  static void check(Option option, String value) {
    switch (option.kind()) {
      case DURATION:
        nanos(value);
        break;
      case TRIGGERS:
        triggers(value);
        break;
      case EXIT_CODE:
        exitCode(value);
        break;
      case PORTS:
        ports(value);
        break;
      case CLOSE:
        close(value);
        break;
      case START:
        oneOf(STARTS, value);
        break;
      case WAY:
        way(value);
        break;
      case SWITCH:
        flag(value);
        break;
      case LEVEL:
        level(value);
        break;
    }
  }

  static long nanos(String value) {
    int digits = 0;
    while (digits < value.length() && Character.isDigit(value.charAt(digits))) {
      digits++;
    }
    if (digits == 0 || digits > 9) {
      throw new IllegalArgumentException(value);
    }
    long nanos = unit(value.substring(digits)).toNanos(Long.parseLong(value.substring(0, digits)));
    if (nanos > MOST_NANOS) {
      throw new IllegalArgumentException(value);
    }
    return nanos;
  }

  private static TimeUnit unit(String name) {
    switch (name) {
      case "ms":
        return TimeUnit.MILLISECONDS;
      case "s":
        return TimeUnit.SECONDS;
      case "m":
        return TimeUnit.MINUTES;
      case "h":
        return TimeUnit.HOURS;
      default:
        throw new IllegalArgumentException(name);
    }
  }

  static Set<String> triggers(String value) {
    Set<String> triggers = new LinkedHashSet<>();
    for (String part : value.split("\\+", -1)) {
      String name = "exit".equalsIgnoreCase(part) ? "exit" : part.toUpperCase(Locale.ROOT);
      if (!TRIGGERS.contains(name)) {
        throw new IllegalArgumentException(part);
      }
      triggers.add(name);
    }
    return Collections.unmodifiableSet(triggers);
  }

  /** -1 stands for keep. */
  static int exitCode(String value) {
    if ("keep".equals(value)) {
      return -1;
    }
    return number(value, 0, 255);
  }

  static Set<Integer> ports(String value) {
    Set<Integer> ports = new HashSet<>();
    if (!value.isEmpty()) {
      for (String part : value.split("\\+", -1)) {
        ports.add(number(part, 1, 65_535));
      }
    }
    return Collections.unmodifiableSet(ports);
  }

  static boolean flag(String value) {
    if ("true".equals(value) || "false".equals(value)) {
      return "true".equals(value);
    }
    throw new IllegalArgumentException(value);
  }

  static String way(String value) {
    return oneOf(WAYS, value);
  }

  static String level(String value) {
    return oneOf(LEVELS, value);
  }

  static String close(String value) {
    return oneOf(CLOSES, value);
  }

  private static String oneOf(List<String> words, String value) {
    if (words.contains(value)) {
      return value;
    }
    throw new IllegalArgumentException(value);
  }

  private static int number(String value, int least, int most) {
    int number = Integer.parseInt(value);
    if (number < least || number > most) {
      throw new IllegalArgumentException(value);
    }
    return number;
  }
}
