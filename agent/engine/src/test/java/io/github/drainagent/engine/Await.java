package io.github.drainagent.engine;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for what has no latch: the state of a thread or of the kernel. Never longer than needed.
 */
public final class Await {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
  private static final long STEP = TimeUnit.MICROSECONDS.toNanos(100);

  private Await() {}

  /** What is to come true. */
  public interface Condition {
    boolean holds() throws Exception;
  }

  public static void until(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE;
    while (!condition.holds()) {
      if (System.nanoTime() - deadline > 0) {
        fail("never: " + what);
      }
      LockSupport.parkNanos(STEP);
    }
  }
}
