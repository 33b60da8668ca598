package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.socket.Listener;

/** What became of one listener. */
final class Closed {

  private final Listener listener;
  private final String rung;
  private final boolean left;
  private final int queued;
  private final boolean gone;
  private final long nanos;

  /**
   * @param rung the way in which new clients were kept out, as the setting {@code close} calls it
   * @param left whether somebody was still waiting when the limit was over
   * @param queued how many; not more than 0 where that can't be told or their handshakes were not
   *     complete
   * @param gone whether the port is gone for certain
   */
  Closed(Listener listener, String rung, boolean left, int queued, boolean gone, long nanos) {
    this.listener = listener;
    this.rung = rung;
    this.left = left;
    this.queued = queued;
    this.gone = gone;
    this.nanos = nanos;
  }

  boolean isClean() {
    return gone && !left;
  }

  @Override
  public String toString() {
    String how =
        listener.isInherited()
            ? "socket swapped; the process that passed it on still has it"
            : "close=" + rung + ", socket swapped";
    if (!gone) {
      return listener.name()
          + " is still open ("
          + how
          + "): another process or thread holds its socket; clients may wait in vain";
    }
    return listener.name() + " closed (" + how + ") after " + Moment.text(nanos) + queue();
  }

  private String queue() {
    String accepted =
        listener.isNative()
            ? ""
            : ", "
                + Moment.count(listener.acceptedWhileClosing(), "queued connection")
                + " still accepted";
    if (!left) {
      return accepted;
    }
    String those =
        queued > 0 ? Moment.count(queued, "connection") + " left were" : "those left were";
    return accepted + "; its server did not accept all of them, " + those + " reset";
  }
}
