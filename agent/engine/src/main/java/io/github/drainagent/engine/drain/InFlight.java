package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Connections;
import io.github.drainagent.engine.exchange.Exchange;
import io.github.drainagent.engine.exchange.Exchanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
          Thread thread = exchange.thread();
          if (exchange.key() != null
              && (owner == null || !owner.isKept())
              && (thread == null || !exiting.contains(thread))) {
            live.add(exchange);
          }
        });
    return live;
  }

  /**
   * Open connections that have not been let go, but for those on kept ports and those in the exit.
   */
  List<Connection> open() {
    List<Connection> open = new ArrayList<>();
    connections.each(
        connection -> {
          if (!connection.isKept() && !connection.isLetGo() && !isExiting(connection)) {
            open.add(connection);
          }
        });
    return open;
  }

  /** Whether the thread that works on it waits in the exit, so that it can't be answered. */
  private boolean isExiting(Connection connection) {
    if (exiting.isEmpty()) {
      return false;
    }
    if (connection.connector() == null) {
      Thread reader = connection.traffic().reader();
      return reader != null && exiting.contains(reader);
    }
    boolean[] found = new boolean[1];
    exchanges.each(
        exchange -> {
          Thread thread = exchange.thread();
          found[0] |= exchange.owner() == connection && thread != null && exiting.contains(thread);
        });
    return found[0];
  }

  /** How many connections have been let go and are still open. */
  int lingering() {
    int[] count = new int[1];
    connections.each(
        connection -> {
          if (connection.isLetGo()) {
            count[0]++;
          }
        });
    return count[0];
  }

  boolean isNothing() {
    return connections.isEmpty() && waitedFor().isEmpty();
  }
}
