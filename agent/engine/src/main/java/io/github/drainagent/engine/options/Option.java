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
  IDLE(
      "idle",
      "2s",
      Kind.DURATION,
      "How long an idle connection stays usable after the listeners closed; then it gets a FIN."
          + " A client of HTTP/2, which was told, has at most 1s to hang up, while its last bytes move 5s."),
  WEBSOCKET(
      "websocket",
      "5s",
      Kind.DURATION,
      "How long WebSockets, told to go with 1001, may take to close."),
  STREAM(
      "stream",
      "5s",
      Kind.DURATION,
      "When responses of server-sent events are ended; other responses run to the timeout."),
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
  CLOSE(
      "close",
      "auto",
      Kind.CLOSE,
      "How a port is closed: auto takes the first of filter, ttl and accept that the kernel takes."),
  CLOSE_LIMIT(
      "close-limit",
      "1s",
      Kind.DURATION,
      "How long a port may stay open for connections that the kernel holds for it."),
  START(
      "start",
      "listener",
      Kind.START,
      "When the agent comes up; now is for servers whose listeners only native code opens."),
  NATIVE(
      "native",
      "auto",
      Kind.WAY,
      "How libc is called: java.lang.foreign (Java 22 and later), JNA (before), or not at all."),
  ENABLED("enabled", "true", Kind.SWITCH, "false: nothing of the agent is loaded."),
  STRICT("strict", "false", Kind.SWITCH, "true: a bad setting keeps the JVM from starting."),
  LOG("log", "info", Kind.LEVEL, "How much is said on stderr.");

  /** How a value is written. */
  enum Kind {
    DURATION("a number with its unit, 500ms, 25s or 2m, at most 24h"),
    TRIGGERS("TERM, INT, HUP or exit, joined by +"),
    EXIT_CODE("keep, or 0 to 255"),
    PORTS("ports joined by +, 8081+9090, or nothing"),
    CLOSE("auto, filter, ttl, accept or plain"),
    START("listener or now"),
    WAY("auto, foreign, jna or none"),
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
