package io.github.drainagent.it.process;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Ends of waiting, in the time of {@link System#nanoTime}. */
public final class Deadline {
  private Deadline() {}

  public static long in(int millis) {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Polls until the condition holds; false when it did not in time. */
  public static boolean await(int millis, BooleanSupplier condition) throws InterruptedException {
    long deadline = in(millis);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      Thread.sleep(10);
    }
    return true;
  }
}
