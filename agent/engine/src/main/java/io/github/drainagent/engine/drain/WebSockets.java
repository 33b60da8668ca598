package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;

/**
 * Tells WebSockets to go, a few at a time, and ends those that take too long over their close
 * handshake (RFC 6455, 7.1.2).
 */
final class WebSockets {

  /** One each millisecond, where there is time for it. */
  private static final int AT_ONCE = 5;

  private final long patience;
  private final Fin fin;
  private final Pace pace = new Pace();

  /**
   * @param patience nanoseconds from the closing of the listeners on
   */
  WebSockets(long patience, Fin fin) {
    this.patience = patience;
    this.fin = fin;
  }

  /** A look begins, at so many open connections: half of the time must do for telling them all. */
  void next(int open, long now) {
    long looks = Math.max(1, patience / 2 / Pace.LOOK);
    pace.next((int) Math.max(AT_ONCE, open / looks + 1), now);
  }

  /**
   * @param closedFor nanoseconds since the listeners closed
   */
  void look(Connection connection, long closedFor) {
    if (!connection.isAnnounced() && pace.hasRoom()) {
      pace.passed();
      connection.announceEnd();
    } else if (closedFor >= patience) {
      fin.now(connection);
    }
  }
}
