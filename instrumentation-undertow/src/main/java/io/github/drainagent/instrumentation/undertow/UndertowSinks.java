package io.github.drainagent.instrumentation.undertow;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.protocols.http2.Http2DataStreamSinkChannel;
import io.undertow.protocols.http2.Http2HeadersStreamSinkChannel;
import io.undertow.protocols.http2.Http2StreamSinkChannel;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.framed.AbstractFramedStreamSinkChannel;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;

/** What Undertow keeps for itself of the sinks to which responses of HTTP/2 are written. */
final class UndertowSinks {

  private final Field sink = UndertowAdapter.field(Http2ServerConnection.class, "responseChannel");
  private final Field headIsToCome =
      UndertowAdapter.field(Http2DataStreamSinkChannel.class, "first");
  private final Field isComplete =
      UndertowAdapter.field(Http2DataStreamSinkChannel.class, "completionListenerReady");
  private final Field isReset = UndertowAdapter.field(Http2StreamSinkChannel.class, "reset");
  private final Field window =
      UndertowAdapter.field(Http2StreamSinkChannel.class, "flowControlWindow");
  private final Field lock = framed("lock");
  private final Field state = framed("state");
  private final Field broken = framed("broken");
  private final Field filled = framed("writeBuffer");
  private final Field handedOver = framed("body");
  private final int closed;

  private UndertowSinks() throws ReflectiveOperationException {
    closed = framed("STATE_CLOSED").getInt(null);
  }

  /**
   * {@code null} where something is missing, as in Undertow before 1.4.14, which tells a response's
   * end on whatever thread sees it: there a stream is left alone.
   */
  static @Nullable UndertowSinks find() {
    try {
      return new UndertowSinks();
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }

  private static Field framed(String name) throws NoSuchFieldException {
    return UndertowAdapter.field(AbstractFramedStreamSinkChannel.class, name);
  }

  Http2DataStreamSinkChannel of(HttpServerExchange exchange) {
    return (Http2DataStreamSinkChannel) get(sink, exchange.getConnection());
  }

  /** Whether its end is still to come. */
  boolean isOpen(Http2DataStreamSinkChannel sink) {
    return sink.isOpen() && !sink.isBroken() && !sink.isWritesShutdown();
  }

  /**
   * Has all further writes fail and all further frames dropped, unless the head or anything else of
   * it is still on its way. On the connection's thread only. Its buffer is left to the garbage
   * collector, as the application may be filling it.
   *
   * @return whether it is now broken
   */
  boolean breakBetweenFrames(Http2Channel channel, Http2DataStreamSinkChannel sink) {
    synchronized (channel) { // as whoever writes frames
      synchronized (get(lock, sink)) { // as newer versions' writers of a stream
        if (Boolean.TRUE.equals(get(headIsToCome, sink)) || isOnItsWay(sink)) {
          return false;
        }
        set(isComplete, sink, true); // or some versions complain that it never was
        set(broken, sink, true);
        set(isReset, sink, true); // or its close would reset the stream
        set(state, sink, (Integer) get(state, sink) | closed);
        get(lock, sink).notifyAll();
        return true;
      }
    }
  }

  /** A frame that the window cuts in two is between its halves in the buffer again. */
  private boolean isOnItsWay(Http2DataStreamSinkChannel sink) {
    if (sink.isReadyForFlush() || getOrNull(handedOver, sink) != null) {
      return true;
    }
    PooledByteBuffer buffer = (PooledByteBuffer) getOrNull(filled, sink);
    try {
      return buffer != null && buffer.getBuffer().position() > 0;
    } catch (IllegalStateException freed) {
      return true; // by another thread, just now
    }
  }

  /** An empty last frame of that stream: one without a head, and without a window to be padded. */
  StreamSinkChannel end(Http2Channel channel, int stream) {
    Http2HeadersStreamSinkChannel end = new Http2HeadersStreamSinkChannel(channel, stream);
    set(headIsToCome, end, false);
    set(window, end, 0);
    return end;
  }

  private static Object get(Field field, Object self) {
    Object value = getOrNull(field, self);
    if (value == null) {
      throw new IllegalStateException(field + " is null");
    }
    return value;
  }

  private static @Nullable Object getOrNull(Field field, Object self) {
    try {
      return field.get(self);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void set(Field field, Object self, Object value) {
    try {
      field.set(self, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
