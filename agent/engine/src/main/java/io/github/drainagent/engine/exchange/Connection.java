package io.github.drainagent.engine.exchange;

import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.Protocol;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What a listener accepted. A connector may have claimed it; until then all that is known of it is
 * in which direction bytes went last.
 */
public final class Connection extends DescriptorGuard {

  static final AtomicIntegerFieldUpdater<Connection> ACCOUNT =
      AtomicIntegerFieldUpdater.newUpdater(Connection.class, "account");

  private static final AtomicReferenceFieldUpdater<Connection, Exchange> LATEST =
      AtomicReferenceFieldUpdater.newUpdater(Connection.class, Exchange.class, "latest");

  /** See {@link Account}. */
  volatile int account = Account.OPEN;

  /** The business of {@link Unclaimed}. */
  boolean watched;

  private final @Nullable WeakReference<Object> acceptedTransport;
  private final @Nullable Object unseenTransport;
  private final boolean kept;
  private volatile @Nullable Connector connector;
  private volatile @Nullable Object serverObject;
  private volatile @Nullable Exchange latest;
  private volatile boolean multiplexed;
  private volatile boolean letGo;
  private volatile boolean announced;
  private long acceptedNanos;
  private volatile boolean late;

  // the drain's own
  private boolean wasIdle;
  private long firstIdle;

  /**
   * Which way bytes went last and how often: written by the server's threads, sampled by the drain.
   */
  private final Traffic traffic = new Traffic();

  private Connection(
      @Nullable WeakReference<Object> accepted, @Nullable Object unseen, boolean kept) {
    this.acceptedTransport = accepted;
    this.unseenTransport = unseen;
    this.kept = kept;
  }

  /** One that a listener of the JDK accepted. */
  static Connection accepted(Object transport, boolean kept) {
    return new Connection(new WeakReference<>(transport), null, kept);
  }

  /** One that only its connector has seen. */
  static Connection unseen(@Nullable Object transport) {
    return new Connection(null, transport, false);
  }

  /**
   * The JDK's channel or SocketImpl, a descriptor's number, or {@code null} where it can't be told.
   */
  public @Nullable Object transport() {
    return acceptedTransport == null ? unseenTransport : acceptedTransport.get();
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
    announced = false;
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

  /**
   * When a drain had begun and new clients were stopped before it was accepted: what it has sent
   * may come late.
   *
   * @param now of {@code System.nanoTime()}
   * @return nanoseconds since its accept, or the most there is where it came before
   */
  public long age(long now) {
    return late ? now - acceptedNanos : Long.MAX_VALUE;
  }

  void setLate() {
    acceptedNanos = System.nanoTime();
    late = true;
  }

  /** Whether the drain has asked its peer or its server to end it. */
  public boolean isLetGo() {
    return letGo;
  }

  public void setLetGo() {
    letGo = true;
  }

  /** What it speaks; {@code null} where nobody knows. */
  public @Nullable Protocol protocol() {
    Connector by = connector;
    Object object = serverObject;
    return by == null || object == null ? null : Answers.protocol(this, by, object);
  }

  /** Whether its server can do nothing with it while that thread is held. */
  public boolean dependsOn(Thread thread) {
    Connector by = connector;
    Object object = serverObject;
    return by == null || object == null
        ? traffic.reader() == thread
        : Answers.dependsOn(this, by, object, thread);
  }

  /** Whether the server takes it for idle, and no exchange is in flight on it. */
  public boolean isIdle(Exchanges exchanges) {
    Connector by = connector;
    Object object = serverObject;
    // in this order: a request that begins between the two looks is seen by the second
    return by != null && object != null && Answers.idle(this, by, object) && !isBusy(exchanges);
  }

  /**
   * Nanoseconds since it was first found idle, or -1; called by the drain's thread only.
   *
   * @param now of {@code System.nanoTime()}
   */
  public long sinceFirstIdle(Exchanges exchanges, long now) {
    if (!wasIdle && isIdle(exchanges)) {
      wasIdle = true;
      firstIdle = now;
    }
    return wasIdle ? now - firstIdle : -1;
  }

  /** Whether its connector has been told of the end. */
  public boolean isAnnounced() {
    return announced;
  }

  /** Has its connector tell the client of the end; once for each protocol that it speaks. */
  public void announceEnd() {
    Connector by = connector;
    Object object = serverObject;
    if (!announced && by != null && object != null) {
      announced = true;
      Answers.announceEnd(this, by, object);
    }
  }

  void working(Exchange exchange) {
    if (latest == exchange) {
      return; // one request after the other mostly gets the same slot
    }
    Exchange before = LATEST.getAndSet(this, exchange);
    if (before != null && before != exchange && before.owner == this) {
      multiplexed = true;
    }
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
