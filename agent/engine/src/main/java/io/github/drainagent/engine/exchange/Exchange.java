package io.github.drainagent.engine.exchange;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** One exchange in flight. Objects are slots of {@link Exchanges} and are used again. */
public final class Exchange {

  /** Stands for the key while a slot is being filled or emptied. */
  static final Object CLAIMED = new Object();

  static final AtomicReferenceFieldUpdater<Exchange, Object> KEY =
      AtomicReferenceFieldUpdater.newUpdater(Exchange.class, Object.class, "key");
  static final AtomicIntegerFieldUpdater<Exchange> ACCOUNT =
      AtomicIntegerFieldUpdater.newUpdater(Exchange.class, "account");

  /** The server's object; {@code null} where the slot is free. */
  volatile @Nullable Object key;

  /** See {@link Account}. */
  volatile int account = Account.GONE;

  volatile @Nullable Connection owner;
  volatile @Nullable Thread thread;
  long beganNanos;

  Exchange() {}

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

  /** Nanoseconds since it began. */
  public long age(long nowNanos) {
    return nowNanos - beganNanos;
  }
}
