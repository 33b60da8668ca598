package io.github.drainagent;

import org.jspecify.annotations.Nullable;

/** The setting {@code enabled}, read before anything is loaded. */
final class Switch {

  private static final String KEY = "enabled";

  private Switch() {}

  static boolean isOn(@Nullable String argument) {
    String value = inArgument(argument);
    if (!isFlag(value)) {
      value = System.getProperty("drain." + KEY);
    }
    if (!isFlag(value)) {
      value = System.getenv("DRAIN_ENABLED");
    }
    return !"false".equals(value);
  }

  private static boolean isFlag(@Nullable String value) {
    return "true".equals(value) || "false".equals(value);
  }

  private static @Nullable String inArgument(@Nullable String argument) {
    if (argument == null) {
      return null;
    }
    for (String part : argument.split(",")) {
      String setting = part.trim();
      if (setting.startsWith(KEY + "=")) {
        return setting.substring(KEY.length() + 1).trim();
      }
    }
    return null;
  }
}
