package io.github.drainagent.engine.options;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings: agent argument, then system property, then environment, then default. A value
 * that can't be used is one complaint, and the next source counts.
 */
public final class OptionsReader {

  /** A slip of the finger is one or two edits. */
  private static final int TYPO = 2;

  private static final String PROPERTY = "drain.";
  private static final String VARIABLE = "DRAIN_";

  private final Map<Option, String> values = new EnumMap<>(Option.class);
  private final List<String> complaints = new ArrayList<>();
  private final Map<String, String> argument = new java.util.LinkedHashMap<>();
  private final Properties properties;
  private final Map<String, String> environment;

  public OptionsReader(
      @Nullable String agentArgument, Properties properties, Map<String, String> environment) {
    this.properties = properties;
    this.environment = environment;
    split(agentArgument == null ? "" : agentArgument);
    for (Option option : Option.values()) {
      read(option);
    }
    for (String name : properties.stringPropertyNames()) {
      misspelt(name, PROPERTY);
    }
    for (String name : environment.keySet()) {
      misspelt(name, VARIABLE);
    }
    Options options = options();
    if (options.delay() >= options.timeout()) {
      complaints.add(
          "delay="
              + options.delayText()
              + " leaves nothing of timeout="
              + options.timeoutText()
              + " for requests in flight; make timeout longer");
    }
  }

  /** Others may have names that begin like ours: only what is nearly one of ours is told. */
  private void misspelt(String name, String prefix) {
    if (!name.startsWith(prefix)) {
      return;
    }
    for (Option option : Option.values()) {
      if (name.equals(spelling(option, prefix))) {
        return;
      }
    }
    for (Option option : Option.values()) {
      if (Option.edits(name, spelling(option, prefix)) <= TYPO) {
        complaints.add(
            "unknown setting '"
                + name
                + "' is ignored; did you mean "
                + spelling(option, prefix)
                + "?");
        return;
      }
    }
  }

  private static String spelling(Option option, String prefix) {
    return prefix.equals(PROPERTY) ? option.property() : option.environment();
  }

  public Options options() {
    return new Options(values);
  }

  /** One sentence for each thing that could not be used, with what is used instead. */
  public List<String> complaints() {
    return complaints;
  }

  public boolean strict() {
    String value = values.get(Option.STRICT);
    return "true".equals(value);
  }

  private void split(String text) {
    for (String part : text.split(",", -1)) {
      String setting = part.trim();
      int equals = setting.indexOf('=');
      if (setting.isEmpty()) {
        continue;
      }
      String key = (equals < 0 ? setting : setting.substring(0, equals)).trim();
      if (Option.of(key) == null) {
        complaints.add(
            "unknown setting '"
                + key
                + "' is ignored; did you mean "
                + Option.nearest(key).key()
                + "?");
      } else if (equals < 0) {
        complaints.add("setting '" + key + "' has no value and is ignored; write " + key + "=...");
      } else {
        argument.put(key, setting.substring(equals + 1).trim());
      }
    }
  }

  private void read(Option option) {
    List<String> bad = new ArrayList<>();
    String found =
        firstUsable(
            option,
            bad,
            argument.get(option.key()),
            properties.getProperty(option.property()),
            environment.get(option.environment()));
    if (found != null) {
      values.put(option, found);
    }
    String used = found == null ? option.byDefault() : found;
    for (String value : bad) {
      complaints.add(
          option.key()
              + "="
              + value
              + " can't be used: it takes "
              + option.accepts()
              + "; "
              + option.key()
              + "="
              + used
              + " is used instead");
    }
  }

  private static @Nullable String firstUsable(
      Option option, List<String> bad, @Nullable String... candidates) {
    for (String value : candidates) {
      if (value == null) {
        continue;
      }
      try {
        Values.check(option, value.trim());
        return value.trim();
      } catch (IllegalArgumentException e) {
        bad.add(value);
      }
    }
    return null;
  }
}
