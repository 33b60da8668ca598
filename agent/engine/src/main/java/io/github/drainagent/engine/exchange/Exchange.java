package io.github.drainagent.engine.exchange;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One exchange in flight. Objects are slots of {@link Exchanges} and are used again. Whoever has
 * claimed the key fills or empties the rest by ordered writes, which are seen by all who see the
 * key that is written last: a volatile write of each would cost more than all else on this way.
 */
public final class Exchange {

  /** Stands for the key while a slot is being filled or emptied. */
  static final Object CLAIMED = new Object();

  static final AtomicReferenceFieldUpdater<Exchange, Object> KEY =
      AtomicReferenceFieldUpdater.newUpdater(Exchange.class, Object.class, "key");
  static final AtomicIntegerFieldUpdater<Exchange> ACCOUNT =
      AtomicIntegerFieldUpdater.newUpdater(Exchange.class, "account");
  private static final AtomicReferenceFieldUpdater<Exchange, Connection> OWNER =
      AtomicReferenceFieldUpdater.newUpdater(Exchange.class, Connection.class, "owner");
  private static final AtomicReferenceFieldUpdater<Exchange, Thread> THREAD =
      AtomicReferenceFieldUpdater.newUpdater(Exchange.class, Thread.class, "thread");

  /** The server's object; {@code null} where the slot is free. */
  volatile @Nullable Object key;

  /** See {@link Account}. */
  volatile int account = Account.GONE;

  volatile @Nullable Connection owner;
  volatile @Nullable Thread thread;
  long beganNanos;

  /** When its thread was last told; plain, for that thread itself. */
  private long toldNanos;

  Exchange() {}

  /** Once claimed. Who looks at {@code closing} next has a full fence between. */
  void fill(Object newKey, @Nullable Connection newOwner, Thread by) {
    ACCOUNT.lazySet(this, Account.OPEN);
    OWNER.lazySet(this, newOwner);
    THREAD.lazySet(this, by);
    beganNanos = System.nanoTime();
    toldNanos = beganNanos;
    key = newKey;
  }

  void workedOnBy(Thread by) {
    THREAD.lazySet(this, by);
    toldNanos = System.nanoTime();
  }

  /** Whether the thread of both turned to this one later. To be asked on that thread. */
  boolean isAfter(Exchange other) {
    return toldNanos - other.toldNanos > 0;
  }

  /** Once claimed; then it is free. */
  void empty() {
    OWNER.lazySet(this, null);
    THREAD.lazySet(this, null);
    KEY.lazySet(this, null);
  }

  /** The server's object, or {@code null} if the exchange has just ended. */
  public @Nullable Object key() {
    Object k = key;
    return k == CLAIMED ? null : k;
  }

  public @Nullable Connection owner() {
    return owner;
  }

  /** The thread that began it or was last seen to work on it. */
  public @Nullable Thread thread() {
    return thread;
  }

  /** When it began, by which it differs from the others that had the same key. */
  public long began() {
    return beganNanos;
  }

  /** Nanoseconds since it began. */
  public long age(long nowNanos) {
    return nowNanos - beganNanos;
  }
}
