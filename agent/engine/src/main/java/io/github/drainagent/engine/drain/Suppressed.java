package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.log.Log;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Failures of our own that were kept from the host: counted, and told once. */
public final class Suppressed {

  private final AtomicInteger number = new AtomicInteger();
  private volatile @Nullable Throwable first;

  /** Never throws: it is the last resort of everything else. */
  public void count(Throwable failure) {
    if (number.getAndIncrement() == 0) {
      first = failure;
      try {
        Log.warn(
            "an error of the agent was suppressed, the application is not affected: "
                + where(failure));
      } catch (Throwable t) {
        // nothing is left to try
      }
    }
  }

  public int number() {
    return number.get();
  }

  String text() {
    Throwable failure = first;
    return Moment.count(number.get(), "error")
        + " of the agent suppressed; the first: "
        + (failure == null ? "" : where(failure));
  }

  private static String where(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.toString());
    StackTraceElement[] stack = failure.getStackTrace();
    for (int i = 0; i < Math.min(6, stack.length); i++) {
      text.append(i == 0 ? " at " : " < ").append(stack[i]);
    }
    return text.toString();
  }
}
