package io.github.drainagent.engine.exchange;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The set of exchanges in flight, keyed by identity.
 *
 * <p>It is on the way of every request, so there is no lock in it and, in the steady state, nothing
 * is allocated: a key has a window of eight slots in a table of slots that exist for ever, and
 * takes one by compare-and-set. A key whose window is full goes to a map. Calls for one key come
 * one after the other, which each server sees to; calls for different keys come from any thread.
 */
public final class Exchanges {

  private static final int SIZE = 4096;
  private static final int WINDOW = 8;

  private final Exchange[] slots = new Exchange[SIZE + WINDOW];
  private final ConcurrentHashMap<Identity, Exchange> overflow = new ConcurrentHashMap<>();
  private final LongAdder begunSince = new LongAdder();
  private final LongAdder endedSince = new LongAdder();

  public Exchanges() {
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new Exchange();
    }
  }

  /** An exchange is in flight; or, for one that is, the current thread works on it now. */
  public void began(Object key, @Nullable Connection owner) {
    Thread thread = Thread.currentThread();
    Exchange exchange = find(key);
    if (exchange != null) {
      exchange.workedOnBy(thread);
      return;
    }
    exchange = claim(key);
    exchange.fill(key, owner, thread);
    if (owner != null) {
      owner.working(exchange);
    }
    // In the set before the flag is read: a drain that begins now sees either the exchange or
    // this thread's own count, and the compare-and-set lets only one of the two have it.
    if (DrainDispatcher.closing) {
      count(exchange);
    }
  }

  /** The current thread works on it now; nothing happens where it is not known. */
  public void worksOn(Object key) {
    Exchange exchange = find(key);
    if (exchange != null) {
      exchange.workedOnBy(Thread.currentThread());
    }
  }

  /** What the current thread was last seen to work on. */
  public @Nullable Object latestHere() {
    Exchange[] latest = new Exchange[1];
    each(
        exchange -> {
          if (exchange.thread == Thread.currentThread()
              && (latest[0] == null || exchange.isAfter(latest[0]))) {
            latest[0] = exchange;
          }
        });
    return latest[0] == null ? null : latest[0].key();
  }

  /** The exchange is over; nothing happens where it is not known. */
  public void ended(Object key) {
    Exchange exchange = find(key);
    if (exchange != null) {
      end(exchange, key);
    }
  }

  /** A connection is gone, and all that was in flight on it. */
  void endAllOf(Connection owner) {
    each(
        exchange -> {
          Object key = exchange.key();
          if (key != null && exchange.owner == owner) {
            end(exchange, key);
          }
        });
  }

  void end(Exchange exchange, Object key) {
    if (!Exchange.KEY.compareAndSet(exchange, key, Exchange.CLAIMED)) {
      return;
    }
    int account = close(exchange);
    if (!overflow.isEmpty()) {
      overflow.remove(new Identity(key), exchange);
    }
    exchange.empty();
    if (account != Account.OPEN) {
      endedSince.increment();
    }
  }

  /**
   * Takes it out of the account; returns where it was. While the flag is not set, after the key was
   * taken back, nobody counts it: who does has set the flag before, and then found no key.
   */
  private static int close(Exchange exchange) {
    if (DrainDispatcher.closing) {
      return Exchange.ACCOUNT.getAndSet(exchange, Account.GONE);
    }
    Exchange.ACCOUNT.lazySet(exchange, Account.GONE);
    return Account.OPEN;
  }

  /** Visits what is in flight at the moment. */
  public void each(Consumer<Exchange> visitor) {
    for (Exchange exchange : slots) {
      if (exchange.key != null) {
        visitor.accept(exchange);
      }
    }
    for (Exchange exchange : overflow.values()) {
      visitor.accept(exchange);
    }
  }

  /**
   * Counts what is in flight as the drain begins. Called once, after {@code closing} is set.
   *
   * @return how many there are
   */
  public int countAtStart() {
    int[] counted = new int[1];
    each(
        exchange -> {
          if (exchange.key() != null
              && Exchange.ACCOUNT.compareAndSet(exchange, Account.OPEN, Account.AT_START)) {
            counted[0]++;
          }
        });
    return counted[0];
  }

  /** How many began after the drain did. */
  public long begunSince() {
    return begunSince.sum();
  }

  /** How many of all those counted have ended. */
  public long endedSince() {
    return endedSince.sum();
  }

  private void count(Exchange exchange) {
    if (Exchange.ACCOUNT.compareAndSet(exchange, Account.OPEN, Account.SINCE)) {
      begunSince.increment();
    }
  }

  private @Nullable Exchange find(Object key) {
    int from = window(key);
    for (int i = from; i < from + WINDOW; i++) {
      if (slots[i].key == key) {
        return slots[i];
      }
    }
    return overflow.isEmpty() ? null : overflow.get(new Identity(key));
  }

  private Exchange claim(Object key) {
    int from = window(key);
    for (int i = from; i < from + WINDOW; i++) {
      if (slots[i].key == null && Exchange.KEY.compareAndSet(slots[i], null, Exchange.CLAIMED)) {
        return slots[i];
      }
    }
    Exchange exchange = new Exchange();
    exchange.key = Exchange.CLAIMED;
    overflow.put(new Identity(key), exchange);
    return exchange;
  }

  private static final class Identity {
    private final Object object;

    Identity(Object object) {
      this.object = object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Identity && ((Identity) other).object == object;
    }
  }

  private static int window(Object key) {
    int hash = System.identityHashCode(key) * 0x9E3779B9;
    return hash >>> (32 - 12);
  }
}
