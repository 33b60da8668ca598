package io.github.drainagent.engine.drain;

import java.util.concurrent.TimeUnit;

/**
 * Lets a few pass at each look, so that the clients of many connections do not all come back in one
 * millisecond. It goes by the clock and not by the looks: with many connections a look takes as
 * long as the time between two, and the last client would wait for all of them.
 */
final class Pace {

  /** How often a look is meant to begin, in nanoseconds. */
  static final long LOOK = TimeUnit.MILLISECONDS.toNanos(5);

  /** Looks that one may stand for: a standstill is not made up for in one millisecond. */
  private static final int MOST = 10;

  private long latest;
  private boolean hasBegun;
  private int left;

  /**
   * The next look begins.
   *
   * @param share how many may pass in the time from one look to the next
   */
  void next(int share, long now) {
    long passed = hasBegun ? Math.min(now - latest, MOST * LOOK) : 0;
    left = (int) (Math.max(passed, LOOK) * share / LOOK);
    latest = now;
    hasBegun = true;
  }

  /** Whether one more may pass at this look. */
  boolean hasRoom() {
    return left > 0;
  }

  void passed() {
    left--;
  }
}
