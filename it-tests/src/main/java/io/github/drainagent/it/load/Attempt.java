package io.github.drainagent.it.load;

/** One request that a client tried to have answered, and how that ended. */
public final class Attempt {
  private final Kind kind;
  private final Ending ending;
  private final boolean reused;
  private final long begun;
  private final long ended;

  Attempt(Kind kind, Ending ending, boolean reused, long begun, long ended) {
    this.kind = kind;
    this.ending = ending;
    this.reused = reused;
    this.begun = begun;
    this.ended = ended;
  }

  public Kind kind() {
    return kind;
  }

  public Outcome outcome() {
    return ending.outcome();
  }

  /** Whether the response said {@code Connection: close}. */
  public boolean saidClose() {
    return ending.saidClose();
  }

  /** Whether the connection had carried a response before. */
  public boolean reused() {
    return reused;
  }

  /** In the time of {@link System#nanoTime}. */
  public long begun() {
    return begun;
  }

  public long ended() {
    return ended;
  }

  @Override
  public String toString() {
    return kind
        + " "
        + outcome()
        + " after "
        + (ended - begun) / 1_000_000
        + " ms: "
        + ending.detail();
  }
}
