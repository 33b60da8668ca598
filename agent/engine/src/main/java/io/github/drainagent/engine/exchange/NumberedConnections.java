package io.github.drainagent.engine.exchange;

import io.github.drainagent.engine.spi.Connector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Connections that native code has accepted, by the numbers of their descriptors. The drain finds
 * them, their connectors claim them, and either may be the first; a number is soon another's.
 */
final class NumberedConnections {

  private final ConcurrentHashMap<Integer, Connection> all = new ConcurrentHashMap<>();
  private final Function<Integer, Connection> enter;
  private final Consumer<Connection> leave;

  /**
   * @param enter makes the one that has a number, and counts it
   * @param leave counts one out
   */
  NumberedConnections(Function<Integer, Connection> enter, Consumer<Connection> leave) {
    this.enter = enter;
    this.leave = leave;
  }

  /** Enters one; {@code null} where its connector was faster. */
  @Nullable Connection found(Integer number) {
    Connection[] found = new Connection[1];
    all.computeIfAbsent(number, absent -> found[0] = enter.apply(absent));
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
              Connection connection = known == null || isOver(known) ? enter.apply(number) : known;
              connection.claim(by, serverObject);
              return connection;
            });
    Connection other = before[0];
    if (other != null && other != claimed && other.connector() == null) {
      other.setGone();
      leave.accept(other);
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
      leave.accept(connection);
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
