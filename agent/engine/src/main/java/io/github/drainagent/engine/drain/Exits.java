package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Exchange;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that wait for the drain inside of {@code System.exit}. They never come back, so what
 * only they could finish is waited for by nobody.
 */
final class Exits {

  private static final long TAKEOVER = TimeUnit.SECONDS.toNanos(1);

  private final List<Exit> all = new CopyOnWriteArrayList<>();

  /**
   * The current thread is one.
   *
   * @param exchange what it was working on, as far as is known
   * @param eventLoop whether connections of a known server depend on it
   */
  void enter(@Nullable Object exchange, boolean eventLoop) {
    all.add(new Exit(Thread.currentThread(), exchange, eventLoop));
  }

  List<Exit> all() {
    return all;
  }

  boolean hold(Exchange exchange) {
    for (Exit exit : all) {
      if (exit.holds(exchange)) {
        return true;
      }
    }
    return false;
  }

  boolean hold(Connection connection) {
    for (Exit exit : all) {
      if (exit.holds(connection)) {
        return true;
      }
    }
    return false;
  }

  /** One of them. */
  static final class Exit {

    final Thread thread;

    /** An exchange is a slot that is used again: it is the same while its key is. */
    private final @Nullable Object key;

    private final boolean eventLoop;

    private Exit(Thread thread, @Nullable Object key, boolean eventLoop) {
      this.thread = thread;
      this.key = key;
      this.eventLoop = eventLoop;
    }

    private boolean holds(Connection connection) {
      return connection.dependsOn(thread) || eventLoop && isWaitingForALoop(connection);
    }

    /**
     * Accepted by another thread for a loop that does not take it over. Which one is not known, but
     * a live one would have.
     */
    private static boolean isWaitingForALoop(Connection connection) {
      return connection.connector() == null
          && connection.traffic().isUntouchedFor(TAKEOVER, System.nanoTime());
    }

    private boolean holds(Exchange exchange) {
      return isCaller(exchange) || isDependent(exchange);
    }

    /** Whether it is the one that called {@code System.exit}. */
    private boolean isCaller(Exchange exchange) {
      return key != null && exchange.key() == key;
    }

    /** Whether it is another one, which would be answered by the same thread. */
    boolean isDependent(Exchange exchange) {
      Connection owner = exchange.owner();
      return !isCaller(exchange) && owner != null && !owner.isKept() && owner.dependsOn(thread);
    }
  }
}
