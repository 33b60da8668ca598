package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.options.Options;
import io.github.drainagent.engine.spi.Protocol;
import java.util.List;

/** Brings connections to their end once the listeners are closed, each as its protocol wants it. */
final class Farewell {

  private final IdleConnections idle;
  private final UnknownConnections unknown;
  private final WebSockets webSockets;
  private final EventStreams streams;

  Farewell(Options options, Fin fin) {
    idle = new IdleConnections(options.idle(), fin);
    unknown = new UnknownConnections(fin);
    webSockets = new WebSockets(options.webSocket(), fin);
    streams = new EventStreams(options.stream(), fin);
  }

  /**
   * Looks at all that is open; to be called every 5 ms.
   *
   * @param age nanoseconds since the drain began
   * @param closedFor nanoseconds since the listeners closed
   */
  void look(InFlight inFlight, long age, long closedFor, long now) {
    List<Connection> open = inFlight.reachable();
    idle.next(open.size(), now);
    webSockets.next(open.size(), now);
    for (Connection connection : open) {
      connection.traffic().sample(now);
      if (!connection.isLetGo()) { // else its server has still to read the end of its input
        look(connection, inFlight, age, closedFor, now);
      }
    }
    streams.look(inFlight, closedFor, now);
  }

  private void look(Connection connection, InFlight inFlight, long age, long closedFor, long now) {
    Protocol protocol = connection.protocol();
    if (protocol == null) {
      unknown.look(connection, age, now);
    } else if (protocol == Protocol.WEBSOCKET) {
      webSockets.look(connection, closedFor);
    } else if (protocol == Protocol.HTTP_2) {
      connection.announceEnd(); // one of HTTP/1 may still be upgraded and told then
      idle.ofHttp2(connection, inFlight, now);
    } else {
      idle.ofHttp1(connection, inFlight, Math.min(closedFor, connection.age(now)));
    }
  }

  /** How many responses of server-sent events were ended. */
  int streamsEnded() {
    return streams.ended();
  }
}
