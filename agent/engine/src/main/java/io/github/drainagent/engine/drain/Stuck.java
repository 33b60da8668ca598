package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Exchange;
import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.Protocol;
import java.util.List;

/** Names what is left when the timeout is over. */
final class Stuck {

  /** Ten thousand WebSockets need not all be named. */
  private static final int NAMED = 20;

  private Stuck() {}

  static void exchanges(List<Exchange> exchanges) {
    long now = System.nanoTime();
    for (Exchange exchange : exchanges) {
      Thread thread = exchange.thread();
      Log.warn(
          "still running: "
              + Report.name(exchange)
              + Report.server(exchange)
              + ", for "
              + Moment.text(exchange.age(now))
              + (thread == null ? "" : ", last seen on thread " + thread.getName()));
      if (thread != null) {
        stack(thread);
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

  /** Those on which no exchange is named. */
  static void connections(List<Connection> open, InFlight inFlight) {
    int found = 0;
    for (Connection connection : open) {
      if (!connection.isBusy(inFlight.exchanges()) && found++ < NAMED) {
        Log.warn("still open: " + name(connection) + ", " + state(connection));
      }
    }
    if (found > NAMED) {
      Log.warn("still open: " + (found - NAMED) + " more");
    }
  }

  private static String name(Connection connection) {
    Object transport = connection.transport();
    return transport instanceof Integer
        ? "descriptor " + transport
        : transport == null ? "a connection" : transport.toString();
  }

  private static String state(Connection connection) {
    Connector connector = connection.connector();
    Protocol protocol = connection.protocol();
    if (connector != null && protocol != null) {
      return protocol + " on " + connector.name();
    }
    return "of a protocol that nobody knows, on which "
        + (connection.traffic().isUnanswered()
            ? "bytes came in after the last ones went out"
            : "nothing has moved for "
                + Moment.text(connection.traffic().stillFor(System.nanoTime())));
  }
}
