package io.github.drainagent.prove;

/** Whether attempts had to be put off of late, since all clients were waiting for the server. */
final class Backlog {

  private static final long SECOND = 1_000_000_000;

  private long since;
  private long atItsBegin;
  private long before;
  private long latest;

  Backlog(long now) {
    since = now;
  }

  /**
   * Looks from time to time.
   *
   * @param putOff how many were put off since the load began
   */
  void look(long now, long putOff) {
    latest = putOff;
    if (now - since > SECOND) {
      before = putOff - atItsBegin;
      atItsBegin = putOff;
      since = now;
    }
  }

  /** Put off in the second that is under way, or in the whole one before it. */
  long lastSecond() {
    return Math.max(before, latest - atItsBegin);
  }

  boolean grows() {
    return lastSecond() > 0;
  }
}
