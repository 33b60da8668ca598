package io.github.drainagent;

import org.jspecify.annotations.Nullable;

/** The settings {@code enabled} and {@code strict}, read before anything is loaded. */
final class Switch {

  private Switch() {}

  static boolean isEnabled(@Nullable String argument) {
    return !"false".equals(value(argument, "enabled", "DRAIN_ENABLED"));
  }

  static boolean isStrict(@Nullable String argument) {
    return "true".equals(value(argument, "strict", "DRAIN_STRICT"));
  }

  private static @Nullable String value(@Nullable String argument, String key, String environment) {
    String value = inArgument(argument, key);
    if (!isFlag(value)) {
      value = System.getProperty("drain." + key);
    }
    return isFlag(value) ? value : System.getenv(environment);
  }

  private static boolean isFlag(@Nullable String value) {
    return "true".equals(value) || "false".equals(value);
  }

  private static @Nullable String inArgument(@Nullable String argument, String key) {
    if (argument == null) {
      return null;
    }
    for (String part : argument.split(",")) {
      String setting = part.trim();
      if (setting.startsWith(key + "=")) {
        return setting.substring(key.length() + 1).trim();
      }
    }
    return null;
  }
}
