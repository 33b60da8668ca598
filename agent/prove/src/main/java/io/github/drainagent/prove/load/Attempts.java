package io.github.drainagent.prove.load;

import java.util.Arrays;

/**
 * What became of each attempt, in columns. One thread adds; once it has ended, others read. The
 * number of attempts may be looked at meanwhile.
 */
public final class Attempts {

  /** A run ends before it: at 5,000 a second, more than six minutes. */
  static final int MOST = 2_000_000;

  private static final Outcome[] OUTCOMES = Outcome.values();

  private final Kind kind;
  private long[] begun = new long[4096];
  private long[] ended = new long[4096];
  private byte[] outcome = new byte[4096];
  private short[] status = new short[4096];
  private volatile int size;
  private volatile int complete;

  public Attempts(Kind kind) {
    this.kind = kind;
  }

  /** Adds one; times are those of {@link System#nanoTime}, the status is 0 where there was none. */
  public void add(long begunNanos, long endedNanos, Outcome how, int statusCode) {
    int index = size;
    if (index == begun.length) {
      int more = Math.min(MOST, 2 * index);
      begun = Arrays.copyOf(begun, more);
      ended = Arrays.copyOf(ended, more);
      outcome = Arrays.copyOf(outcome, more);
      status = Arrays.copyOf(status, more);
    }
    begun[index] = begunNanos;
    ended[index] = endedNanos;
    outcome[index] = (byte) how.ordinal();
    status[index] = (short) statusCode;
    addToCounts(how);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  private void addToCounts(Outcome how) {
    complete += how == Outcome.COMPLETE ? 1 : 0;
    size++;
  }

  boolean isFull() {
    return size >= MOST;
  }

  public Kind kind() {
    return kind;
  }

  public int size() {
    return size;
  }

  public int complete() {
    return complete;
  }

  public long begun(int index) {
    return begun[index];
  }

  public long ended(int index) {
    return ended[index];
  }

  public Outcome outcome(int index) {
    return OUTCOMES[outcome[index]];
  }

  /** The status of the answer; 0 where there was none. */
  public int status(int index) {
    return status[index];
  }

  /** Another name for how one ended, found when all of them are known. */
  public void rename(int index, Outcome how) {
    outcome[index] = (byte) how.ordinal();
  }
}
