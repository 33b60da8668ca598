package io.github.drainagent.prove.result;

/** A stretch of a drain; nanoseconds since TERM. */
public final class Phase {

  private final String name;
  private final long from;
  private final long to;

  public Phase(String name, long from, long to) {
    this.name = name;
    this.from = from;
    this.to = to;
  }

  /** As the agent calls it: closing, draining. */
  public String name() {
    return name;
  }

  public long from() {
    return from;
  }

  public long to() {
    return to;
  }
}
