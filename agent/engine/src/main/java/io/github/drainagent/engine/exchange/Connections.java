package io.github.drainagent.engine.exchange;

import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.WeakIdentityMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The open connections. One is found by what carries it and, once a connector has claimed it, by
 * the server's object too, which by contract does not override {@code equals}.
 */
public final class Connections {

  private final WeakIdentityMap<Connection> byTransport = new WeakIdentityMap<>();
  private final ConcurrentHashMap<Object, Connection> byServerObject = new ConcurrentHashMap<>();

  /** Server objects that are done with, as long as somebody has them. */
  private final WeakIdentityMap<Boolean> done = new WeakIdentityMap<>();

  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final NumberedConnections numbered = new NumberedConnections(this);
  private final Unclaimed unclaimed = new Unclaimed();
  private final LongAdder acceptedSince = new LongAdder();
  private final LongAdder closedSince = new LongAdder();
  private final LongAdder letGoSince = new LongAdder();
  private final Exchanges exchanges;

  public Connections(Exchanges exchanges) {
    this.exchanges = exchanges;
  }

  /** A listener accepted it. */
  public Connection accepted(Object transport, boolean kept) {
    forgetCollected();
    Connection connection = Connection.accepted(transport, kept);
    byTransport.put(transport, connection);
    if (!kept) {
      unclaimed.add(connection);
    }
    enter(connection);
    return connection;
  }

  /** A listener accepted it, but it is the agent's own: it counts for nothing. */
  public void acceptedOwn(Object transport) {
    byTransport.put(transport, Connection.accepted(transport, true));
  }

  /** Those that native code has accepted. */
  NumberedConnections numbered() {
    return numbered;
  }

  /** A connector knows it; not for the first time where its protocol has changed. */
  public void claimed(Connector connector, Object serverObject, @Nullable Object transport) {
    Connection connection = byServerObject.get(serverObject);
    if (connection != null) {
      connection.claim(connector, serverObject);
    } else if (transport instanceof Integer) {
      connection = numbered.claimed(connector, serverObject, (Integer) transport);
    } else {
      connection = known(transport);
      connection.claim(connector, serverObject);
    }
    unclaimed.remove(connection);
    done.remove(serverObject);
    byServerObject.put(serverObject, connection);
  }

  private Connection known(@Nullable Object transport) {
    Connection connection = transport == null ? null : byTransport.get(transport);
    return connection == null ? entered(transport) : connection;
  }

  Connection entered(@Nullable Object transport) {
    Connection connection = Connection.unseen(transport);
    enter(connection);
    return connection;
  }

  /** What carries it was closed, or its server has done with it. */
  public void closed(Object object) {
    Connection connection = byTransport.remove(object);
    if (connection != null) {
      connection.setGone();
      Object serverObject = connection.serverObject();
      if (serverObject != null) {
        forget(serverObject);
      }
      leave(connection);
      return;
    }
    connection = forget(object);
    if (connection != null) {
      connection.endAll(exchanges);
      Object transport = connection.transport();
      if (transport == null || byTransport.get(transport) == null) {
        connection.setGone();
        leave(connection);
      } else {
        connection.unclaim();
        unclaimed.add(connection);
      }
    }
  }

  private @Nullable Connection forget(Object serverObject) {
    if (!byServerObject.containsKey(serverObject)) {
      return null;
    }
    done.forgetCollected();
    done.put(serverObject, true); // first: whoever finds it in neither has never heard of it
    return byServerObject.remove(serverObject);
  }

  /**
   * An exchange, of a connection that a connector has claimed or of one that nobody has reported:
   * those of APR, and those from before a late attach. What a server goes on to read of one that is
   * done with is none: nobody can be answered, so nothing would end it.
   */
  public void began(Object exchange, Object serverObject) {
    Connection owner = byServerObject.get(serverObject);
    if (owner == null && done.get(serverObject) != null) {
      return;
    }
    exchanges.began(exchange, owner);
    if (owner != null && byServerObject.get(serverObject) != owner) {
      exchanges.ended(exchange); // who closed it may have missed this one
    }
  }

  private void forgetCollected() {
    for (Connection gone = byTransport.removeCollected();
        gone != null;
        gone = byTransport.removeCollected()) {
      leave(gone);
    }
  }

  private void enter(Connection connection) {
    open.add(connection);
    // In the set before the flag is read, for the same reason as in Exchanges.began.
    if (DrainDispatcher.closing
        && Connection.ACCOUNT.compareAndSet(connection, Account.OPEN, Account.SINCE)) {
      connection.setLate();
      acceptedSince.increment();
    }
  }

  void leave(Connection connection) {
    connection.endAll(exchanges);
    unclaimed.remove(connection);
    open.remove(connection);
    numbered.left(connection);
    int account = Connection.ACCOUNT.getAndSet(connection, Account.GONE);
    if (account == Account.AT_START || account == Account.SINCE) {
      (connection.isLetGo() ? letGoSince : closedSince).increment();
    }
  }

  public @Nullable Connection ofTransport(Object transport) {
    return byTransport.get(transport);
  }

  public @Nullable Connection ofServer(Object serverObject) {
    return byServerObject.get(serverObject);
  }

  /** Bytes came in. */
  public void in(Object transport) {
    Connection connection = byTransport.get(transport);
    if (connection != null) {
      connection.traffic().in();
    }
  }

  /** Bytes went out. */
  public void out(Object transport) {
    Connection connection = byTransport.get(transport);
    if (connection != null) {
      connection.traffic().out();
    }
  }

  public boolean isEmpty() {
    return open.isEmpty();
  }

  public int size() {
    return open.size();
  }

  public void each(Consumer<Connection> visitor) {
    open.forEach(visitor);
  }

  /** Counts what is open as the drain begins; once, after {@code closing} is set. */
  public int countAtStart() {
    forgetCollected();
    int counted = 0;
    for (Connection connection : open) {
      if (Connection.ACCOUNT.compareAndSet(connection, Account.OPEN, Account.AT_START)) {
        counted++;
      }
    }
    return counted;
  }

  public long acceptedSince() {
    return acceptedSince.sum();
  }

  /** Ended by their server or their client, of those counted. */
  public long closedSince() {
    return closedSince.sum();
  }

  /** Ended after the drain had let them go as idle, of those counted. */
  public long letGoSince() {
    return letGoSince.sum();
  }
}
