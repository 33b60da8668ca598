package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import java.util.List;

/**
 * The account of every exchange and every connection since the drain began. What was counted at the
 * start plus what came since must be what is over plus what is left.
 */
final class Ledger {

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

  /** The last line of a drain. */
  String close() {
    long[] left = new long[1];
    long[] onKept = new long[1];
    inFlight
        .exchanges()
        .each(
            exchange -> {
              Connection owner = exchange.owner();
              (owner != null && owner.isKept() ? onKept : left)[0]++;
            });
    long begun = inFlight.exchanges().begunSince();
    long ended = inFlight.exchanges().endedSince();
    long accepted = inFlight.connections().acceptedSince();
    long closed = inFlight.connections().closedSince();
    long letGo = inFlight.connections().letGoSince() + inFlight.lingering();
    List<Connection> open = inFlight.open();
    long kept = inFlight.connections().size() - open.size() - inFlight.lingering();
    return "exchanges: "
        + sum(exchangesAtStart, "in flight", begun, "begun since")
        + " = "
        + sum(ended, "completed", left[0], "cut")
        + (onKept[0] == 0 ? "" : " + " + onKept[0] + " kept")
        + balance(exchangesAtStart + begun - ended - left[0] - onKept[0])
        + "; connections: "
        + sum(connectionsAtStart, "open", accepted, "accepted since")
        + " = "
        + sum(closed, "closed", letGo, "let go idle")
        + " + "
        + open.size()
        + " cut"
        + (kept == 0 ? "" : " + " + kept + " kept")
        + balance(connectionsAtStart + accepted - closed - letGo - open.size() - kept);
  }

  private static String sum(long a, String nameOfA, long b, String nameOfB) {
    return a + " " + nameOfA + " + " + b + " " + nameOfB;
  }

  private static String balance(long difference) {
    return difference == 0 ? "" : " (does not add up: " + difference + ")";
  }
}
