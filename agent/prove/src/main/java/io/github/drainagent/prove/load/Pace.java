package io.github.drainagent.prove.load;

/** When the next attempt is due: at a fixed rate, whatever became of those before it. */
final class Pace {

  /** What is put off for longer than this is not made up for: that would be another load. */
  private static final long MOST_BEHIND_NANOS = 100_000_000;

  private final long interval;
  private long due;
  private long putOff;

  /** Attempts a second; 0 means that none is ever due. */
  Pace(double perSecond, long startNanos) {
    this.interval = perSecond <= 0 ? 0 : (long) (1_000_000_000 / perSecond);
    this.due = startNanos + interval;
  }

  boolean isDue(long now) {
    return interval > 0 && now - due >= 0;
  }

  void next() {
    due += interval;
  }

  /** No client is free: what is due waits, and what waits too long is dropped. */
  void allAreBusy(long now) {
    while (now - due > MOST_BEHIND_NANOS) {
      due += interval;
      putOff++;
    }
  }

  /** Nanoseconds until the next is due, at least 0 and at most the given. */
  long wait(long now, long most) {
    return interval == 0 ? most : Math.max(0, Math.min(most, due - now));
  }

  /** Attempts that were never made, since every client was still waiting for an answer. */
  long putOff() {
    return putOff;
  }
}
