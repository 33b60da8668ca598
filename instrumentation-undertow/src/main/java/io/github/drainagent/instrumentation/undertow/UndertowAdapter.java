package io.github.drainagent.instrumentation.undertow;

import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.engine.spi.Protocol;
import io.undertow.Version;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import io.undertow.websockets.core.WebSocketChannel;
import java.lang.reflect.Field;
import java.nio.channels.SelectableChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.xnio.ssl.SslConnection;

/** Undertow, seen from outside its IO threads. */
public final class UndertowAdapter implements Connector {

  /**
   * From Undertow's connection to XNIO's and down to its socket: TLS and the proxy protocol wrap a
   * connection, XNIO's own has a conduit, and that has the channel.
   */
  private static final String[] INNER = {"delegate", "conduit", "socketChannel", "channel"};

  private static final int DEPTH = 8;

  private final UndertowFields inner = new UndertowFields(INNER);
  private final UndertowFields engine = new UndertowFields("engine");
  private final Field readListener;
  private final Field current;
  private final Field read;

  /** What is being made of the bytes that have come. */
  private final Field next;

  /** Its getter lets go of an empty one, which only the server's own thread may. */
  private final Field extraBytes;

  private final Field requestState;

  /** Of each stream's {@code ServerConnection}: what carries them all. */
  private final Field channel;

  private final UndertowEventStreams streams = new UndertowEventStreams();
  private final UndertowHttp2.Frames frames = new UndertowHttp2.Frames();

  /** Connections of HTTP/2 that were told, and so only in a drain. */
  private final Map<Object, UndertowHttp2> endings = new ConcurrentHashMap<>();

  public UndertowAdapter() throws ReflectiveOperationException {
    channel = field(Http2ServerConnection.class, "channel");
    readListener = field(HttpServerConnection.class, "readListener");
    current = field(AbstractServerConnection.class, "current");
    read = field(readListener.getType(), "read");
    next = field(readListener.getType(), "httpServerExchange");
    extraBytes = field(AbstractServerConnection.class, "extraBytes");
    requestState = field(readListener.getType(), "requestState");
  }

  static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  @Override
  public String name() {
    return "Undertow " + Version.getVersionString();
  }

  @Override
  public @Nullable Object transport(Object connection) {
    Object carrier = connection;
    try {
      for (int i = 0; i < DEPTH && carrier != null; i++) {
        if (carrier instanceof SelectableChannel) {
          return carrier;
        }
        Field next = inner.of(carrier);
        carrier = next == null ? null : next.get(carrier);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    return null;
  }

  @Override
  public Protocol protocol(Object connection) {
    if (connection instanceof Http2Channel) {
      return Protocol.HTTP_2;
    }
    return connection instanceof WebSocketChannel ? Protocol.WEBSOCKET : Protocol.HTTP_1;
  }

  @Override
  public void announceEnd(Object connection) {
    if (connection instanceof WebSocketChannel) {
      UndertowWebSocket.announceEnd((WebSocketChannel) connection);
    } else if (connection instanceof Http2Channel) {
      UndertowHttp2 ending = new UndertowHttp2((Http2Channel) connection, frames);
      endings.put(connection, ending);
      ending.announce();
    }
  }

  @Override
  public void event(int point, Object self, @Nullable Object argument) {
    if (self instanceof WebSocketChannel) {
      UndertowWebSocket.enter((WebSocketChannel) self);
    } else if (point == UndertowAdvice.FRAMED) {
      UndertowHttp2.enter((Http2Channel) self);
      streams.enterHttp2();
    } else if (point == UndertowAdvice.STREAM) {
      try {
        DrainDispatcher.began(self, channel.get(argument));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    } else if (point == UndertowAdvice.PONG && argument != null && endings.containsKey(self)) {
      endings.get(self).ponged((byte[]) argument);
    }
  }

  @Override
  public boolean idle(Object connection) {
    if (connection instanceof Http2Channel) {
      UndertowHttp2 told = endings.get(connection);
      return told != null && told.isSaid(); // each open stream is an exchange
    }
    return connection instanceof HttpServerConnection && isIdle((HttpServerConnection) connection);
  }

  private boolean isIdle(HttpServerConnection http) {
    try {
      Object reader = readListener.get(http);
      // volatile and read first: the other fields are at least as new
      boolean waiting = reader != null && requestState.getInt(reader) == 0;
      HttpServerExchange last = (HttpServerExchange) current.get(http);
      SSLEngine tls = tls(http);
      if (http.getOriginalSinkConduit().isWriteShutdown()
          || (tls != null && tls.isOutboundDone())) {
        // The last response is out; all that is missing is the client's FIN. 1.4.0 keeps the
        // exchange.
        return last == null || last.isComplete();
      }
      // A client that has begun a handshake is about to send a request. Under TLS 1.3 a server has
      // its session before the client's last word, so it is the handshake's that is asked for.
      if (last != null || (tls != null && tls.getHandshakeSession() != null)) {
        return false;
      }
      // the last two are one after the other where a pipelined request is taken up
      return waiting
          && read.getInt(reader) == 0
          && extraBytes.get(http) == null
          && next.get(reader) == null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public EventStream eventStream(Object exchange) {
    return streams.kind((HttpServerExchange) exchange);
  }

  @Override
  public void endStream(Object exchange) {
    HttpServerExchange http = (HttpServerExchange) exchange;
    try {
      Http2Channel carrier = (Http2Channel) channel.get(http.getConnection());
      UndertowHttp2 told = endings.get(carrier);
      if (told != null) {
        streams.end(http, told, carrier);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable SSLEngine tls(HttpServerConnection http) throws IllegalAccessException {
    Object channel = http.getChannel();
    Field field = channel instanceof SslConnection ? engine.of(channel) : null;
    return field == null ? null : (SSLEngine) field.get(channel);
  }

  @Override
  public String describe(Object exchange) {
    HttpServerExchange http = (HttpServerExchange) exchange;
    return http.getRequestMethod() + " " + http.getRequestPath();
  }
}
