package io.github.drainagent.instrumentation.jetty;

import io.github.drainagent.engine.spi.Connector;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Jetty;
import org.jspecify.annotations.Nullable;

/** Jetty 12, seen from outside its locks. */
public final class JettyAdapter implements Connector {

  private final Field stream;
  private final Field request;

  public JettyAdapter() throws ReflectiveOperationException {
    stream = HttpConnection.class.getDeclaredField("_stream");
    stream.setAccessible(true);
    request = HttpChannelState.class.getDeclaredField("_request");
    request.setAccessible(true);
  }

  @Override
  public String name() {
    return "Jetty " + Jetty.VERSION;
  }

  @Override
  public @Nullable Object transport(Object connection) {
    return carrier(((Connection) connection).getEndPoint());
  }

  /** An SSL endpoint's transport is the endpoint below it. */
  private static @Nullable Object carrier(EndPoint endPoint) {
    Object transport = endPoint.getTransport();
    while (transport instanceof EndPoint && transport != endPoint) {
      endPoint = (EndPoint) transport;
      transport = endPoint.getTransport();
    }
    return transport;
  }

  @Override
  public boolean idle(Object connection) {
    EndPoint endPoint = ((Connection) connection).getEndPoint();
    if (endPoint.getConnection() != connection || isShakingHands(endPoint)) {
      return false;
    }
    if (connection instanceof HttpConnection) {
      return isIdle((HttpConnection) connection, endPoint);
    }
    return hasNoStreams(connection);
  }

  /** By name, since most applications have no HTTP/2 on their class path. */
  private static boolean hasNoStreams(Object http2Connection) {
    try {
      Object session = http2Connection.getClass().getMethod("getSession").invoke(http2Connection);
      Object streams = session.getClass().getMethod("getStreams").invoke(session);
      return ((Collection<?>) streams).isEmpty();
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /**
   * Interest in bytes comes first: while a thread reads or parses there is none, and the state that
   * it leaves behind is visible to who sees its interest.
   */
  private boolean isIdle(HttpConnection connection, EndPoint endPoint) {
    boolean waiting = endPoint.isFillInterested();
    if (current(connection) != null) {
      return false;
    }
    if (endPoint.isOutputShutdown()) {
      // The last response is out; all that is missing is the client's FIN.
      return true;
    }
    return waiting && connection.isRequestBufferEmpty() && connection.getParser().isStart();
  }

  private @Nullable Object current(HttpConnection connection) {
    try {
      return ((AtomicReference<?>) stream.get(connection)).get();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client that has begun a handshake is about to send a request. */
  private static boolean isShakingHands(EndPoint endPoint) {
    if (!(endPoint instanceof SslConnection.SslEndPoint)) {
      return false;
    }
    SslConnection ssl = ((SslConnection.SslEndPoint) endPoint).getSslConnection();
    return ssl.getBytesIn() > 0 && "NONE".equals(ssl.getSSLEngine().getSession().getProtocol());
  }

  @Override
  public @Nullable String describe(Object exchange) {
    try {
      Request current = (Request) request.get(exchange);
      if (current == null) {
        return null;
      }
      HttpURI uri = current.getHttpURI();
      return current.getMethod() + " " + uri.getPath();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
