package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Connections;
import io.github.drainagent.engine.exchange.Exchange;
import io.github.drainagent.engine.exchange.Exchanges;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a drain has to wait for. */
public final class InFlight {

  private final Exchanges exchanges;
  private final Connections connections;
  private final Exits exits = new Exits();

  public InFlight(Exchanges exchanges, Connections connections) {
    this.exchanges = exchanges;
    this.connections = connections;
  }

  Exchanges exchanges() {
    return exchanges;
  }

  Connections connections() {
    return connections;
  }

  /**
   * The current thread waits for the drain inside {@code System.exit}: the exchange that it works
   * on can't finish, nor can what depends on it otherwise, so nobody waits for them.
   */
  public void exitsHere() {
    Thread here = Thread.currentThread();
    boolean[] eventLoop = new boolean[1];
    connections.each(
        connection -> eventLoop[0] |= connection.connector() != null && connection.dependsOn(here));
    exits.enter(exchanges.latestHere(), eventLoop[0]);
  }

  Exits exits() {
    return exits;
  }

  /** What the exit's thread would have to answer, besides the exchange that called it. */
  List<Exchange> dependentsOf(Exits.Exit exit) {
    List<Exchange> found = new ArrayList<>();
    exchanges.each(
        exchange -> {
          if (exit.isDependent(exchange)) {
            found.add(exchange);
          }
        });
    return found;
  }

  /** Live exchanges, but for those on kept ports and those that an exit holds. */
  List<Exchange> waitedFor() {
    List<Exchange> live = new ArrayList<>();
    exchanges.each(
        exchange -> {
          Connection owner = exchange.owner();
          if (exchange.key() != null
              && (owner == null || !owner.isKept())
              && !exits.hold(exchange)) {
            live.add(exchange);
          }
        });
    return live;
  }

  /**
   * Open connections whose clients can be told of the end: not those on kept ports, not those that
   * an exit holds, and not those of a known server that were sent a FIN.
   */
  List<Connection> reachable() {
    List<Connection> reachable = new ArrayList<>();
    connections.each(
        connection -> {
          if (!connection.isKept() && !isLingering(connection) && !exits.hold(connection)) {
            reachable.add(connection);
          }
        });
    return reachable;
  }

  /** Of these, those whose end is waited for: not where an exchange can't end. */
  List<Connection> open() {
    List<Connection> open = reachable();
    open.removeAll(unanswerable());
    return open;
  }

  private Set<Connection> unanswerable() {
    if (exits.all().isEmpty()) {
      return Collections.emptySet();
    }
    Set<Connection> found = new HashSet<>();
    exchanges.each(
        exchange -> {
          Connection owner = exchange.owner();
          if (owner != null && exits.hold(exchange)) {
            found.add(owner);
          }
        });
    return found;
  }

  private static boolean isLingering(Connection connection) {
    return connection.isLetGo() && connection.connector() != null;
  }

  /** How many of a known server have been sent a FIN and are still open. */
  int lingering() {
    int[] count = new int[1];
    connections.each(
        connection -> {
          if (isLingering(connection)) {
            count[0]++;
          }
        });
    return count[0];
  }

  boolean isNothing() {
    return connections.isEmpty() && waitedFor().isEmpty();
  }
}
