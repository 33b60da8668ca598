package io.github.drainagent.engine.options;

import org.jspecify.annotations.Nullable;

/** The table of settings: README and {@code java -jar drain-agent.jar} print from it. */
public enum Option {
  TIMEOUT(
      "timeout",
      "25s",
      Kind.DURATION,
      "How long a drain may take in all, from the signal to the release of the exit."),
  DELAY(
      "delay",
      "0s",
      Kind.DURATION,
      "Keep serving for so long before the listeners close; responses already say close."),
  ON(
      "on",
      "TERM+INT+exit",
      Kind.TRIGGERS,
      "What starts a drain: signals, and exit for System.exit and the end of the last thread."),
  EXIT_CODE(
      "exit-code",
      "keep",
      Kind.EXIT_CODE,
      "The exit code after a signal: what the JVM would give anyway, or a number."),
  KEEP(
      "keep",
      "",
      Kind.PORTS,
      "Ports that stay open until everything else is drained and hold nothing up."),
  ENABLED("enabled", "true", Kind.SWITCH, "false: nothing of the agent is loaded."),
  STRICT("strict", "false", Kind.SWITCH, "true: a bad setting keeps the JVM from starting."),
  LOG("log", "info", Kind.LEVEL, "How much is said on stderr.");

  /** How a value is written. */
  enum Kind {
    DURATION("a number with its unit, 500ms, 25s or 2m, at most 24h"),
    TRIGGERS("TERM, INT, HUP or exit, joined by +"),
    EXIT_CODE("keep, or 0 to 255"),
    PORTS("ports joined by +, 8081+9090, or nothing"),
    SWITCH("true or false"),
    LEVEL("debug, info, warn, error or off");

    final String accepts;

    Kind(String accepts) {
      this.accepts = accepts;
    }
  }

  private final String key;
  private final String byDefault;
  private final Kind kind;
  private final String meaning;

  Option(String key, String byDefault, Kind kind, String meaning) {
    this.key = key;
    this.byDefault = byDefault;
    this.kind = kind;
    this.meaning = meaning;
  }

  /** The name in the agent's argument: {@code exit-code}. */
  public String key() {
    return key;
  }

  public String byDefault() {
    return byDefault;
  }

  /** What a value may be, in words. */
  public String accepts() {
    return kind.accepts;
  }

  public String meaning() {
    return meaning;
  }

  Kind kind() {
    return kind;
  }

  /** {@code drain.exit-code}. */
  public String property() {
    return "drain." + key;
  }

  /** {@code DRAIN_EXIT_CODE}. */
  public String environment() {
    return "DRAIN_" + name();
  }

  static @Nullable Option of(String key) {
    for (Option option : values()) {
      if (option.key.equals(key)) {
        return option;
      }
    }
    return null;
  }

  /** The known key that is fewest edits away from a mistyped one. */
  static Option nearest(String key) {
    Option best = TIMEOUT;
    int fewest = Integer.MAX_VALUE;
    for (Option option : values()) {
      int edits = edits(key, option.key);
      if (edits < fewest) {
        fewest = edits;
        best = option;
      }
    }
    return best;
  }

  static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
