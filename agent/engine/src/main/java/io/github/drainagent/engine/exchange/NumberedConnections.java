package io.github.drainagent.engine.exchange;

import io.github.drainagent.engine.spi.Connector;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Connections that native code has accepted, by the numbers of their descriptors. The drain finds
 * them, their connectors claim them, and either may be the first; a number is soon another's.
 */
final class NumberedConnections {

  private final ConcurrentHashMap<Integer, Connection> all = new ConcurrentHashMap<>();
  private final Connections connections;

  /**
   * @param connections where they are counted in and out
   */
  NumberedConnections(Connections connections) {
    this.connections = connections;
  }

  /** Enters one; {@code null} where its connector was faster. */
  @Nullable Connection found(Integer number) {
    Connection[] found = new Connection[1];
    all.computeIfAbsent(number, absent -> found[0] = connections.entered(absent));
    return found[0];
  }

  /** Claims the one that was found, unless that is over and another one has its number now. */
  Connection claimed(Connector by, Object serverObject, Integer number) {
    Connection[] before = new Connection[1];
    Connection claimed =
        all.compute(
            number,
            (same, known) -> {
              before[0] = known;
              Connection connection =
                  known == null || isOver(known) ? connections.entered(number) : known;
              connection.claim(by, serverObject);
              return connection;
            });
    Connection other = before[0];
    if (other != null && other != claimed && other.connector() == null) {
      other.setGone();
      connections.leave(other);
    }
    return claimed;
  }

  /** Of one that is claimed its server is about to say so. */
  private static boolean isOver(Connection known) {
    return known.connector() != null || known.isLetGo();
  }

  /** Native code has closed it, unless a connector knows better by now. */
  void vanished(Connection connection) {
    Integer number = (Integer) connection.transport();
    if (number != null) {
      all.computeIfPresent(
          number, (same, known) -> known == connection && known.connector() == null ? null : known);
    }
    if (connection.connector() == null) { // nor will it ever have one
      connection.setGone();
      connections.leave(connection);
    }
  }

  /** Makes room for the next one with its number. */
  void left(Connection connection) {
    Object transport = connection.transport();
    if (transport instanceof Integer) {
      all.remove(transport, connection);
    }
  }
}
