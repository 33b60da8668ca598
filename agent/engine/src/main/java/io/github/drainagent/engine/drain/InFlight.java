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
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a drain has to wait for. */
public final class InFlight {

  private final Exchanges exchanges;
  private final Connections connections;
  private final Set<Thread> exiting = ConcurrentHashMap.newKeySet();

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
   * The current thread waits for the drain inside {@code System.exit}: the exchanges that it works
   * on can't finish, so nobody waits for them.
   */
  public void exitsHere() {
    exiting.add(Thread.currentThread());
  }

  /** Live exchanges, but for those on kept ports and those whose thread is in the exit. */
  List<Exchange> waitedFor() {
    List<Exchange> live = new ArrayList<>();
    exchanges.each(
        exchange -> {
          Connection owner = exchange.owner();
          if (exchange.key() != null
              && (owner == null || !owner.isKept())
              && !isExiting(exchange.thread())) {
            live.add(exchange);
          }
        });
    return live;
  }

  private boolean isExiting(@Nullable Thread thread) {
    return thread != null && exiting.contains(thread);
  }

  /**
   * Open connections whose end is waited for: not those on kept ports, not those whose thread is in
   * the exit, and not those of a known server that were sent a FIN.
   */
  List<Connection> open() {
    Set<Connection> unanswerable = exiting.isEmpty() ? Collections.emptySet() : unanswerable();
    List<Connection> open = new ArrayList<>();
    connections.each(
        connection -> {
          if (!connection.isKept()
              && !isLingering(connection)
              && !unanswerable.contains(connection)
              && !(connection.connector() == null && isExiting(connection.traffic().reader()))) {
            open.add(connection);
          }
        });
    return open;
  }

  private Set<Connection> unanswerable() {
    Set<Connection> found = new HashSet<>();
    exchanges.each(
        exchange -> {
          Connection owner = exchange.owner();
          if (owner != null && isExiting(exchange.thread())) {
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
