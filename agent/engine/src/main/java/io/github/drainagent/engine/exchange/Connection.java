package io.github.drainagent.engine.exchange;

import io.github.drainagent.engine.spi.Connector;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What a listener accepted. A connector may have claimed it; until then all that is known of it is
 * in which direction bytes went last.
 */
public final class Connection {

  static final AtomicIntegerFieldUpdater<Connection> ACCOUNT =
      AtomicIntegerFieldUpdater.newUpdater(Connection.class, "account");

  /** See {@link Account}. */
  volatile int account = Account.OPEN;

  /**
   * The JDK's channel or SocketImpl, a descriptor's number, or {@code null} where it can't be told.
   */
  final @Nullable Object transport;

  private final boolean kept;
  private volatile @Nullable Connector connector;
  private volatile @Nullable Object serverObject;
  private volatile @Nullable Exchange latest;
  private volatile boolean multiplexed;
  private volatile boolean letGo;

  /**
   * Which way bytes went last and how often: written by the server's threads, sampled by the drain.
   */
  private final Traffic traffic = new Traffic();

  Connection(@Nullable Object transport, boolean kept) {
    this.transport = transport;
    this.kept = kept;
  }

  public @Nullable Object transport() {
    return transport;
  }

  /** Whether it came in through a listener that holds nothing up. */
  public boolean isKept() {
    return kept;
  }

  /** The connector that claimed it. */
  public @Nullable Connector connector() {
    return connector;
  }

  /** The server's own object for it, where a connector claimed it. */
  public @Nullable Object serverObject() {
    return serverObject;
  }

  void claim(Connector by, Object object) {
    serverObject = object;
    connector = by;
  }

  /** Back to being watched by its bytes. */
  void unclaim() {
    connector = null;
    serverObject = null;
  }

  public Traffic traffic() {
    return traffic;
  }

  /** Whether the drain has asked its peer or its server to end it. */
  public boolean isLetGo() {
    return letGo;
  }

  public void setLetGo() {
    letGo = true;
  }

  void working(Exchange exchange) {
    Exchange before = latest;
    if (before != null && before != exchange && before.owner == this) {
      multiplexed = true;
    }
    latest = exchange;
  }

  /** Whether an exchange is in flight on it. */
  public boolean isBusy(Exchanges exchanges) {
    Exchange last = latest;
    if (last != null && last.owner == this) {
      return true;
    }
    if (!multiplexed) {
      return false;
    }
    boolean[] busy = new boolean[1];
    exchanges.each(exchange -> busy[0] |= exchange.owner == this);
    return busy[0];
  }

  void endAll(Exchanges exchanges) {
    if (isBusy(exchanges)) {
      exchanges.endAllOf(this);
    }
  }
}
