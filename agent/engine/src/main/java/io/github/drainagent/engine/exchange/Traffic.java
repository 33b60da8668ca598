package io.github.drainagent.engine.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What can be told of a connection whose protocol nobody knows: a request is being worked on if
 * bytes came in after the last ones went out, and a response may still be streaming if bytes went
 * out a moment ago.
 *
 * <p>The server's threads only write plain fields; time is added by the drain, which samples.
 */
public final class Traffic {

  private boolean lastWasIn;
  private int moves;
  private int turns;
  private @Nullable Thread reader;

  // the drain's own
  private int sampledMoves;
  private int turnsAtStart = -1;
  private long stillSinceNanos;

  /** The current thread has read some. */
  void in() {
    arrived();
    reader = Thread.currentThread();
  }

  /** The kernel has some; who reads it is not known. */
  void arrived() {
    if (!lastWasIn) {
      turns++;
      lastWasIn = true;
    }
    moves++;
  }

  /** All that arrived is gone from the kernel; called by the drain's thread only. */
  void isRead() {
    if (reader == null) {
      reader = Thread.currentThread();
    }
  }

  void out() {
    lastWasIn = false;
    moves++;
  }

  /** Looks at it; called by the drain's thread only. */
  public void sample(long nowNanos) {
    int seen = moves;
    if (turnsAtStart < 0) {
      turnsAtStart = turns;
      sampledMoves = seen;
      stillSinceNanos = nowNanos;
    } else if (seen != sampledMoves) {
      sampledMoves = seen;
      stillSinceNanos = nowNanos;
    }
  }

  /**
   * The thread that read last: with a thread for each connection, the one that works on it. The
   * drain's own where native code has read, {@code null} where nobody has.
   */
  public @Nullable Thread reader() {
    return reader;
  }

  /** Whether a request came in that has not been answered. */
  public boolean isUnanswered() {
    return lastWasIn;
  }

  /** Whether the drain has looked at it for so long and nobody has ever read from it. */
  public boolean isUntouchedFor(long nanos, long nowNanos) {
    return reader == null && turnsAtStart >= 0 && stillFor(nowNanos) >= nanos;
  }

  /** How many requests began since the first sample. */
  public int turnsSinceStart() {
    return turns - turnsAtStart;
  }

  /** Nanoseconds since bytes were last seen to move, or since the first sample; 0 before that. */
  public long stillFor(long nowNanos) {
    return turnsAtStart < 0 ? 0 : nowNanos - stillSinceNanos;
  }
}
