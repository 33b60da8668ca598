package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The account of every exchange and every connection since the drain began. What was counted at the
 * start plus what came since must be what is over plus what is left.
 */
final class Ledger {

  private static final int TRIES = 50;

  /** A server's thread may lose its processor between ending an exchange and counting it. */
  private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(500);

  private final InFlight inFlight;
  private long exchangesAtStart;
  private long connectionsAtStart;

  Ledger(InFlight inFlight) {
    this.inFlight = inFlight;
  }

  /** Counts what there is. Called once {@code closing} is set. */
  void open() {
    exchangesAtStart = inFlight.exchanges().countAtStart();
    connectionsAtStart = inFlight.connections().countAtStart();
  }

  long exchangesAtStart() {
    return exchangesAtStart;
  }

  long connectionsAtStart() {
    return connectionsAtStart;
  }

  /**
   * The last line of a drain. Requests come and go while it is drawn up, so it is drawn up again
   * where it does not add up.
   *
   * @param streamsEnded how many of those completed were streams of events that the drain ended
   */
  String close(int streamsEnded) {
    Figures figures = new Figures();
    for (int i = 0; i < TRIES && !figures.addUp(); i++) {
      LockSupport.parkNanos(PAUSE);
      figures = new Figures();
    }
    return figures.text(streamsEnded);
  }

  /** All figures, read one after the other. */
  private final class Figures {

    private final long cut;
    private final long onKept;
    private final long begun = inFlight.exchanges().begunSince();
    private final long ended = inFlight.exchanges().endedSince();
    private final long accepted = inFlight.connections().acceptedSince();
    private final long closed = inFlight.connections().closedSince();
    private final long letGo = inFlight.connections().letGoSince() + inFlight.lingering();
    private final long open = inFlight.open().size();
    private final long kept = inFlight.connections().size() - open - inFlight.lingering();

    Figures() {
      long[] live = new long[2];
      inFlight
          .exchanges()
          .each(
              exchange -> {
                Connection owner = exchange.owner();
                live[owner != null && owner.isKept() ? 1 : 0]++;
              });
      cut = live[0];
      onKept = live[1];
    }

    boolean addUp() {
      return exchangesLeft() == 0 && connectionsLeft() == 0;
    }

    private long exchangesLeft() {
      return exchangesAtStart + begun - ended - cut - onKept;
    }

    private long connectionsLeft() {
      return connectionsAtStart + accepted - closed - letGo - open - kept;
    }

    private String text(int streamsEnded) {
      return "exchanges: "
          + sum(exchangesAtStart, "in flight", begun, "begun since")
          + " = "
          + sum(ended, "completed", cut, "cut")
          + (streamsEnded == 0 ? "" : " (event streams ended: " + streamsEnded + ")")
          + (onKept == 0 ? "" : " + " + onKept + " kept")
          + balance(exchangesLeft())
          + "; connections: "
          + sum(connectionsAtStart, "open", accepted, "accepted since")
          + " = "
          + sum(closed, "closed", letGo, "let go idle")
          + " + "
          + open
          + " cut"
          + (kept == 0 ? "" : " + " + kept + " kept")
          + balance(connectionsLeft());
    }
  }

  private static String sum(long a, String nameOfA, long b, String nameOfB) {
    return a + " " + nameOfA + " + " + b + " " + nameOfB;
  }

  private static String balance(long difference) {
    return difference == 0 ? "" : " (does not add up: " + difference + ")";
  }
}
