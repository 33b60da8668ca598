package io.github.drainagent;

import org.jspecify.annotations.Nullable;

/** The settings that are read before anything is loaded. */
final class Switch {

  private Switch() {}

  static boolean isEnabled(@Nullable String argument) {
    return !"false".equals(flag(argument, "enabled", "DRAIN_ENABLED"));
  }

  static boolean isStrict(@Nullable String argument) {
    return "true".equals(flag(argument, "strict", "DRAIN_STRICT"));
  }

  /** Whether the agent does not wait for a listener. */
  static boolean isNow(@Nullable String argument) {
    return "now".equals(value(argument, "start", "DRAIN_START", "listener", "now"));
  }

  private static @Nullable String flag(@Nullable String argument, String key, String environment) {
    return value(argument, key, environment, "true", "false");
  }

  /** The first of the three places that has one of the two words. */
  private static @Nullable String value(
      @Nullable String argument, String key, String environment, String one, String other) {
    String value = inArgument(argument, key);
    if (!one.equals(value) && !other.equals(value)) {
      value = System.getProperty("drain." + key);
    }
    return one.equals(value) || other.equals(value) ? value : System.getenv(environment);
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
