package io.github.drainagent.engine;

import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.options.OptionsReader;
import org.jspecify.annotations.Nullable;

/** {@code strict=true}: what is wrong with the settings keeps the JVM from starting. */
public final class Strict {

  private static final long FLUSH_MILLIS = 1000;

  private Strict() {}

  /**
   * Called before {@code main}, and only where the setting is there. Does not return on a bad one.
   */
  public static void check(@Nullable String argument) {
    OptionsReader reader = new OptionsReader(argument, System.getProperties(), System.getenv());
    if (!reader.strict() || reader.complaints().isEmpty()) {
      return;
    }
    Log.open("warn");
    Log.begin();
    for (String complaint : reader.complaints()) {
      Log.warn(complaint);
    }
    Log.warn("strict=true: this JVM does not start with a bad setting");
    Log.flush(FLUSH_MILLIS);
    Runtime.getRuntime().halt(1);
  }
}
