package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Exchange;
import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.socket.Listener;
import io.github.drainagent.engine.spi.Connector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what a drain is waiting for, and at the timeout what was stuck. */
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
  static void end(PhaseTimes times, Ledger ledger, Suppressed suppressed) {
    if (suppressed.number() > 0) {
      Log.warn(suppressed.text());
    }
    Log.info(times + "; " + ledger.close());
  }

  /** The line of each second. */
  static void waiting(List<Exchange> exchanges, List<Connection> open, long leftNanos) {
    StringBuilder line = new StringBuilder("waiting for ");
    line.append(Moment.count(exchanges.size(), "exchange"));
    long now = System.nanoTime();
    for (int i = 0; i < Math.min(NAMED, exchanges.size()); i++) {
      line.append(i == 0 ? " (" : ", ").append(name(exchanges.get(i)));
      line.append(" for ").append(Moment.text(exchanges.get(i).age(now)));
    }
    if (!exchanges.isEmpty()) {
      line.append(exchanges.size() > NAMED ? ", ...)" : ")");
    }
    line.append(" and ").append(Moment.count(open.size(), "connection"));
    Log.info(line.append("; at most ").append(Moment.text(leftNanos)).append(" more").toString());
  }

  /** What is still running when the timeout is over. */
  static void stuck(List<Exchange> exchanges, List<Connection> open) {
    long now = System.nanoTime();
    for (Exchange exchange : exchanges) {
      Thread thread = exchange.thread();
      Log.warn(
          "still running: "
              + name(exchange)
              + server(exchange)
              + ", for "
              + Moment.text(exchange.age(now))
              + (thread == null ? "" : ", last seen on thread " + thread.getName()));
      if (thread != null) {
        stack(thread);
      }
    }
    for (Connection connection : open) {
      if (connection.connector() == null && connection.traffic().isUnanswered()) {
        Log.warn(
            "still open: "
                + connection.transport()
                + ", on which bytes came in after the last ones went out");
      }
    }
  }

  private static void stack(Thread thread) {
    StringBuilder lines = new StringBuilder();
    for (StackTraceElement frame : thread.getStackTrace()) {
      Log.warn(lines.append("    at ").append(frame).toString());
      lines.setLength(0);
    }
  }

  private static String name(Exchange exchange) {
    Connector connector = connector(exchange);
    Object key = exchange.key();
    String description = null;
    if (connector != null && key != null) {
      try {
        description = connector.describe(key);
      } catch (Throwable t) {
        DrainDispatcher.suppressed(t);
      }
    }
    return description == null ? "an exchange" : description;
  }

  private static String server(Exchange exchange) {
    Connector connector = connector(exchange);
    return connector == null ? "" : " on " + connector.name();
  }

  private static @Nullable Connector connector(Exchange exchange) {
    Connection owner = exchange.owner();
    return owner == null ? null : owner.connector();
  }
}
