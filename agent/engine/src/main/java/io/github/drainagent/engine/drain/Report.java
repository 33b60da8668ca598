package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Exchange;
import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.socket.Listener;
import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.engine.spi.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what a drain is waiting for, and how it ended. */
final class Report {

  private static final int NAMED = 3;

  private Report() {}

  /** The first line. */
  static void begin(
      Cause cause, List<Listener> first, List<Listener> last, Ledger ledger, String timeout) {
    Log.info(
        cause
            + ": draining "
            + (first.isEmpty() ? "no port" : names(first))
            + (last.isEmpty() ? "" : " (kept to the end: " + names(last) + ")")
            + ", "
            + Moment.count(ledger.exchangesAtStart(), "exchange")
            + " in flight on "
            + Moment.count(ledger.connectionsAtStart(), "connection")
            + "; at most "
            + timeout);
  }

  private static String names(List<Listener> listeners) {
    StringBuilder names = new StringBuilder();
    for (Listener listener : listeners) {
      names.append(names.length() == 0 ? "" : ", ").append(listener.name());
    }
    return names.toString();
  }

  /** The last line, after one for what was suppressed. */
  static void end(PhaseTimes times, Ledger ledger, int streamsEnded, Suppressed suppressed) {
    if (suppressed.number() > 0) {
      Log.warn(suppressed.text());
    }
    Log.info(times + "; " + ledger.close(streamsEnded));
  }

  /** The line of each second. */
  static void waiting(List<Exchange> exchanges, List<Connection> open, long leftNanos) {
    Log.info(
        "waiting for "
            + some(exchanges)
            + " and "
            + Moment.count(open.size(), "connection")
            + special(exchanges, open)
            + "; at most "
            + Moment.text(leftNanos)
            + " more");
  }

  /** An exit holds more than the exchange that called it. */
  static void heldByExit(Thread exiting, List<Exchange> held) {
    Log.warn(
        "System.exit was called on thread "
            + exiting.getName()
            + ", which would also have to answer "
            + some(held)
            + ": nobody waits for that; after an exit on a thread of its own it would be answered");
  }

  /** How many, and the first ones by name. */
  private static String some(List<Exchange> exchanges) {
    StringBuilder text = new StringBuilder(Moment.count(exchanges.size(), "exchange"));
    long now = System.nanoTime();
    for (int i = 0; i < Math.min(NAMED, exchanges.size()); i++) {
      text.append(i == 0 ? " (" : ", ").append(name(exchanges.get(i)));
      text.append(" for ").append(Moment.text(exchanges.get(i).age(now)));
    }
    if (!exchanges.isEmpty()) {
      text.append(exchanges.size() > NAMED ? ", ...)" : ")");
    }
    return text.toString();
  }

  /** Those that have a limit of their own. */
  private static String special(List<Exchange> exchanges, List<Connection> open) {
    int streams = 0;
    for (Exchange exchange : exchanges) {
      streams += EventStreams.kind(exchange) == EventStream.NO ? 0 : 1;
    }
    int webSockets = 0;
    for (Connection connection : open) {
      webSockets += connection.protocol() == Protocol.WEBSOCKET ? 1 : 0;
    }
    return (streams == 0 ? "" : ", " + Moment.count(streams, "event stream") + " among them")
        + (webSockets == 0 ? "" : ", " + Moment.count(webSockets, "WebSocket") + " among them");
  }

  static String name(Exchange exchange) {
    Connector connector = connector(exchange);
    Object key = exchange.key();
    long began = exchange.began();
    String description = null;
    if (connector != null && key != null) {
      try {
        description = connector.describe(key);
      } catch (Throwable t) {
        if (exchange.key() == key && exchange.began() == began) { // else it was over
          DrainDispatcher.suppressed(t);
        }
      }
    }
    return description == null ? "an exchange" : description;
  }

  static String server(Exchange exchange) {
    Connector connector = connector(exchange);
    return connector == null ? "" : " on " + connector.name();
  }

  private static @Nullable Connector connector(Exchange exchange) {
    Connection owner = exchange.owner();
    return owner == null ? null : owner.connector();
  }
}
