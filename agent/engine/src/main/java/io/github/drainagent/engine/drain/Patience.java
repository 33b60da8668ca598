package io.github.drainagent.engine.drain;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** How long the drain may still wait: until its timeout, or until it is cut short. */
final class Patience {

  private final long deadline;
  private final Thread waiter;
  private volatile @Nullable String cutBy;

  /**
   * @param nanos from now
   * @param waiter the thread that calls {@link #pause}
   */
  Patience(long nanos, Thread waiter) {
    this.deadline = System.nanoTime() + nanos;
    this.waiter = waiter;
  }

  boolean isOver() {
    return cutBy != null || System.nanoTime() - deadline >= 0;
  }

  /** What cut the drain short, or {@code null}. */
  @Nullable String cutBy() {
    return cutBy;
  }

  void cut(String by) {
    cutBy = by;
    LockSupport.unpark(waiter);
  }

  void pause(long nanos) {
    if (!isOver()) {
      LockSupport.parkNanos(Math.min(nanos, deadline - System.nanoTime()));
      Thread.interrupted(); // an interrupt would make every further pause return at once
    }
  }
}
