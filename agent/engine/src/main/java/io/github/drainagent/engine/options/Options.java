package io.github.drainagent.engine.options;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The settings in force. Immutable. */
public final class Options {

  private final Map<Option, String> values;

  Options(Map<Option, String> values) {
    this.values = new EnumMap<>(values);
  }

  private String text(Option option) {
    String value = values.get(option);
    return value == null ? option.byDefault() : value;
  }

  /** Nanoseconds. */
  public long timeout() {
    return Values.nanos(text(Option.TIMEOUT));
  }

  /** The timeout as the user wrote it, for the log. */
  public String timeoutText() {
    return text(Option.TIMEOUT);
  }

  /** Nanoseconds. */
  public long delay() {
    return Values.nanos(text(Option.DELAY));
  }

  /** The delay as the user wrote it, for the log. */
  public String delayText() {
    return text(Option.DELAY);
  }

  /** Nanoseconds. */
  public long idle() {
    return Values.nanos(text(Option.IDLE));
  }

  /** Nanoseconds. */
  public long webSocket() {
    return Values.nanos(text(Option.WEBSOCKET));
  }

  /** Nanoseconds. */
  public long stream() {
    return Values.nanos(text(Option.STREAM));
  }

  /** Names of signals without SIG, and {@code exit}. */
  public Set<String> on() {
    return Values.triggers(text(Option.ON));
  }

  /** The exit code after a drain that a signal started; the JVM's own where it is to be kept. */
  public int exitCode(int own) {
    int code = Values.exitCode(text(Option.EXIT_CODE));
    return code < 0 ? own : code;
  }

  public Set<Integer> keep() {
    return Values.ports(text(Option.KEEP));
  }

  /** {@code auto}, or the one way to keep new clients out that is to be used. */
  public String close() {
    return Values.close(text(Option.CLOSE));
  }

  /** Nanoseconds. */
  public long closeLimit() {
    return Values.nanos(text(Option.CLOSE_LIMIT));
  }

  /** {@code auto}, {@code foreign}, {@code jna} or {@code none}. */
  public String nativeAccess() {
    return Values.way(text(Option.NATIVE));
  }

  public String logLevel() {
    return Values.level(text(Option.LOG));
  }
}
