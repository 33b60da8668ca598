package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Exchange;
import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.EventStream;
import org.jspecify.annotations.Nullable;

/**
 * Ends responses of server-sent events: they have no end of their own, and their clients connect
 * again by design (HTML Standard, 9.2.3).
 *
 * <p>Whoever writes them is a thread of the application's, with which no server lets another thread
 * share a response. So the end is written below the server. A server hands a whole chunk to the
 * kernel at a time, and the kernel takes one write after the other: ours comes before an event or
 * after it.
 *
 * <p>One in HTTP/2 shares its connection with others, whose frames only the server can count and
 * put in order: the server is asked to end it, which ends the exchange.
 */
final class EventStreams {

  private final long patience;
  private final Fin fin;
  private final StreamEnds asked = new StreamEnds();
  private int ended;

  /**
   * @param patience nanoseconds from the closing of the listeners on
   */
  EventStreams(long patience, Fin fin) {
    this.patience = patience;
    this.fin = fin;
  }

  /**
   * @param closedFor nanoseconds since the listeners closed
   */
  void look(InFlight inFlight, long closedFor, long now) {
    if (closedFor < patience) {
      return;
    }
    for (Exchange exchange : inFlight.waitedFor()) {
      Object key = exchange.key();
      Connection owner = exchange.owner();
      if (key != null && owner != null && !owner.isLetGo()) {
        long began = exchange.began();
        EventStream stream = kind(exchange);
        if (isStill(exchange, key, owner, began)) {
          end(owner, stream);
          if (stream == EventStream.END_STREAM && asked.ask(owner.connector(), key, began, now)) {
            ended++;
          }
        }
        if (owner.isLetGo()) {
          ended++;
          inFlight.exchanges().ended(key);
        }
      }
    }
  }

  private void end(Connection connection, EventStream stream) {
    if (stream == EventStream.CHUNKED) {
      fin.afterLastChunk(connection);
    } else if (stream == EventStream.WITHIN_CHUNK) {
      fin.afterEndOfChunk(connection);
    } else if (stream == EventStream.UNTIL_CLOSE) {
      fin.now(connection);
    }
  }

  /** How many were ended. */
  int ended() {
    return ended;
  }

  /** Servers use all of them again. */
  private static boolean isStill(
      Exchange exchange, @Nullable Object key, @Nullable Connection owner, long began) {
    return exchange.key() == key && exchange.owner() == owner && exchange.began() == began;
  }

  static EventStream kind(Exchange exchange) {
    Object key = exchange.key();
    Connection owner = exchange.owner();
    long began = exchange.began();
    Connector connector = owner == null ? null : owner.connector();
    try {
      return connector == null || key == null ? EventStream.NO : connector.eventStream(key);
    } catch (RuntimeException | LinkageError e) {
      if (isStill(exchange, key, owner, began)) { // else the server was taking it down
        DrainDispatcher.suppressed(e);
      }
      return EventStream.NO;
    }
  }
}
