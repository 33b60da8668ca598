package io.github.drainagent.engine.drain;

/**
 * Where a drain stands:
 *
 * <pre>
 *   SERVING ─&gt; LAME_DUCK ─&gt; CLOSING ─&gt; DRAINING ─&gt; DRAINED | TIMED_OUT | CUT_SHORT
 * </pre>
 */
public enum Phase {
  SERVING("serving"),
  LAME_DUCK("lame duck"),
  CLOSING("closing"),
  DRAINING("draining"),
  DRAINED("drained"),
  TIMED_OUT("timed out"),
  CUT_SHORT("cut short");

  private final String words;

  Phase(String words) {
    this.words = words;
  }

  /** Whether the exit is released. */
  public boolean isLast() {
    return ordinal() >= DRAINED.ordinal();
  }

  @Override
  public String toString() {
    return words;
  }
}
