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

  void in() {
    if (!lastWasIn) {
      turns++;
      lastWasIn = true;
    }
    reader = Thread.currentThread();
    moves++;
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

  /** The thread that read last: with a thread for each connection, the one that works on it. */
  public @Nullable Thread reader() {
    return reader;
  }

  /** Whether a request came in that has not been answered. */
  public boolean isUnanswered() {
    return lastWasIn;
  }

  /** How many requests began since the first sample. */
  public int turnsSinceStart() {
    return turns - turnsAtStart;
  }

  /** Nanoseconds since bytes were last seen to move, or since the first sample. */
  public long stillFor(long nowNanos) {
    return nowNanos - stillSinceNanos;
  }
}
