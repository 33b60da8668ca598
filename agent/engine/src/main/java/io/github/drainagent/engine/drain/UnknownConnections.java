package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Traffic;
import java.util.concurrent.TimeUnit;

/**
 * Connections whose protocol nobody knows: the server is made to read the end of input once the
 * connection has been still for a while. It finishes what it is writing and closes, as if the
 * client had gone.
 */
final class UnknownConnections {

  /** A streamed response may pause for so long. */
  private static final long STILL = TimeUnit.SECONDS.toNanos(1);

  /** The same once a further request has come in since the start: it is no single long stream. */
  private static final long STILL_BETWEEN_REQUESTS = TimeUnit.MILLISECONDS.toNanos(100);

  /** From then on any gap between an answer and the next request will do. */
  private static final long ANY_GAP_AFTER = TimeUnit.SECONDS.toNanos(2);

  private final Fin fin;

  UnknownConnections(Fin fin) {
    this.fin = fin;
  }

  /**
   * @param age nanoseconds since the drain began
   */
  void look(Connection connection, long age, long now) {
    if (isStill(connection.traffic(), age, now)) {
      fin.ofInput(connection);
    }
  }

  private static boolean isStill(Traffic traffic, long age, long now) {
    if (traffic.isUnanswered()) {
      return false;
    }
    long needed = STILL;
    if (traffic.turnsSinceStart() > 0) {
      needed = age > ANY_GAP_AFTER ? 0 : STILL_BETWEEN_REQUESTS;
    }
    return traffic.stillFor(now) >= needed;
  }
}
