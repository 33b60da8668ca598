package io.github.drainagent.instrumentation.jetty;

import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.engine.spi.Protocol;
import java.nio.channels.Channel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.Jetty;
import org.jspecify.annotations.Nullable;

/** Jetty 9.4 to 12.1, seen from outside its locks. */
public final class JettyAdapter implements Connector {

  private final JettyTypes jetty;
  private final JettyProtocols protocols = new JettyProtocols();
  private final JettyEventStreams streams;

  /** Sessions that were told, and so only in a drain. */
  private final Map<Object, JettyHttp2> endings = new ConcurrentHashMap<>();

  /** In 12 it is advice that says close. */
  private final @Nullable JettyResponses responses;

  public JettyAdapter() throws ReflectiveOperationException {
    jetty = new JettyTypes();
    streams = new JettyEventStreams(jetty, protocols);
    responses = JettyTypes.isUntil11() ? new JettyResponses() : null;
  }

  @Override
  public String name() {
    return "Jetty " + Jetty.VERSION;
  }

  @Override
  public @Nullable Object transport(Object connection) {
    return carrier(((Connection) connection).getEndPoint());
  }

  /**
   * An SSL endpoint's transport is the endpoint below it. A WebSocket in a stream of HTTP/2 has
   * none of its own.
   */
  private static @Nullable Object carrier(EndPoint endPoint) {
    Object transport = endPoint.getTransport();
    while (transport instanceof EndPoint && transport != endPoint) {
      endPoint = (EndPoint) transport;
      transport = endPoint.getTransport();
    }
    return transport instanceof Channel ? transport : null;
  }

  @Override
  public Protocol protocol(Object connection) {
    return protocols.get(connection.getClass());
  }

  @Override
  public void announceEnd(Object connection) {
    Protocol protocol = protocol(connection);
    if (protocol == Protocol.HTTP_1) {
      return;
    }
    Executor server = JettyTypes.executor((Connection) connection);
    if (protocol == Protocol.WEBSOCKET) {
      JettyWebSockets.announceEnd(connection, server);
    } else {
      Object session = JettyHttp2.session(connection);
      JettyHttp2 ending = new JettyHttp2(session, server);
      endings.put(session, ending);
      ending.announce();
    }
  }

  @Override
  public boolean idle(Object connection) {
    EndPoint endPoint = ((Connection) connection).getEndPoint();
    if (endPoint.getConnection() != connection || isShakingHands(endPoint)) {
      return false;
    }
    switch (protocol(connection)) {
      case HTTP_2:
        JettyHttp2 told = endings.get(JettyHttp2.session(connection));
        return told != null && told.isSaid() && JettyHttp2.hasNoStreams(connection);
      case HTTP_1:
        return jetty.isHttp1(connection)
            ? isIdle(connection, endPoint)
            : JettyHttp2.hasNoStreams(connection);
      default:
        return false;
    }
  }

  /**
   * Interest in bytes comes first: while a thread reads or parses there is none, and the state that
   * it leaves behind is visible to who sees its interest.
   */
  private boolean isIdle(Object connection, EndPoint endPoint) {
    boolean waiting = endPoint.isFillInterested();
    HttpParser parser = jetty.parser(connection);
    if (endPoint.isOutputShutdown()) {
      // The last response is out; all that is missing is the client's FIN.
      return parser.isClose() || parser.isClosed();
    }
    return waiting && jetty.isRequestBufferEmpty(connection) && parser.isStart();
  }

  /**
   * A client that has begun a handshake is about to send a request. Before 9.4.44 Jetty does not
   * count the bytes; there it is seen once the server has answered. Under TLS 1.3 a server has its
   * session before the client's last word, which is why the handshake's is asked for as well.
   */
  private static boolean isShakingHands(EndPoint endPoint) {
    Object below = endPoint.getTransport();
    Connection carrier = below instanceof EndPoint ? ((EndPoint) below).getConnection() : null;
    if (!(carrier instanceof SslConnection)) {
      return false;
    }
    SSLEngine engine = ((SslConnection) carrier).getSSLEngine();
    return engine.getHandshakeSession() != null
        || (carrier.getBytesIn() > 0 && "NONE".equals(engine.getSession().getProtocol()));
  }

  @Override
  public EventStream eventStream(Object exchange) {
    return streams.of(exchange);
  }

  @Override
  public void endStream(Object exchange) {
    Object connection = streams.connection(exchange);
    if (connection != null && protocol(connection) == Protocol.HTTP_2) {
      try {
        JettyStreamEnd.send(exchange, connection);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public @Nullable String describe(Object exchange) {
    return jetty.describe(exchange);
  }

  @Override
  public void event(int point, Object self, @Nullable Object argument) {
    if (point == JettyAdvice.PING) {
      pinged(self, argument);
    } else if (responses != null && argument != null && jetty.isHttp1(argument)) {
      responses.sayClose(self, point == JettyAdvice.WHOLE);
    }
  }

  private void pinged(Object session, @Nullable Object frame) {
    JettyHttp2 ending = endings.get(session);
    if (ending != null && frame != null) {
      try {
        ending.pinged(frame);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
