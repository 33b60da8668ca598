package io.github.drainagent.engine.log;

import java.util.function.Consumer;

/** Puts a test in the place of stderr. */
public final class LogSink {

  private LogSink() {}

  /** Lines of that level and above are {@code LEVEL sentence}. */
  public static void set(String level, Consumer<String> to) {
    Log.redirect(
        Log.Level.valueOf(level), (millis, of, sentence) -> to.accept(of + " " + sentence));
  }
}
