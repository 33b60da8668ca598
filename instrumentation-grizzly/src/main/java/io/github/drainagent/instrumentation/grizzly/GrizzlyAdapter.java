package io.github.drainagent.instrumentation.grizzly;

import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.EventStream;
import java.lang.reflect.Field;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.HttpContext;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.ProcessingState;
import org.glassfish.grizzly.http.util.ByteChunk;
import org.glassfish.grizzly.http.util.DataChunk;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.ssl.SSLUtils;
import org.jspecify.annotations.Nullable;

/** Grizzly, seen from outside its threads and their locks. */
public final class GrizzlyAdapter implements Connector {

  /** Requests of HTTP/2 and AJP are of other classes. */
  private static final String HTTP1 = HttpServerFilter.class.getName() + "$";

  /** Of the requests behind which another was read: a new context for each, unlike packets. */
  private final Set<HttpContext> followed =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** Its getter forgets which method had been parsed of it. */
  private final Field method;

  public GrizzlyAdapter() throws ReflectiveOperationException {
    method = HttpRequestPacket.class.getDeclaredField("methodC");
    method.setAccessible(true);
  }

  @Override
  public String name() {
    return "Grizzly " + Grizzly.getDotedVersion();
  }

  @Override
  public Object transport(Object connection) {
    return ((NIOConnection) connection).getChannel();
  }

  @Override
  public boolean idle(Object connection) {
    NIOConnection current = (NIOConnection) connection;
    return waitsForBytes(current.getSelectionKey())
        && !isShakingHands(current)
        && current.getAsyncWriteQueue().isEmpty()
        && current.getAttributes().getAttribute(HttpServerFilter.HTTP_SERVER_REQUEST_ATTR_NAME)
            == null;
  }

  /**
   * With HTTP/2 a stream of events is left alone, as the connection is not its own. Nothing is
   * asked that Grizzly would parse to answer it, and keep: a version asked for too early stays 0.9.
   */
  @Override
  public EventStream eventStream(Object exchange) {
    HttpRequestPacket request = (HttpRequestPacket) exchange;
    HttpResponsePacket response = request.getResponse();
    Connection<?> connection = request.getConnection();
    if (response == null
        || !(connection instanceof NIOConnection)
        || !isHttp1(request)
        || !response.isCommitted()
        || !hasEvents(response)) {
      return EventStream.NO;
    }
    if (request.isSecure() || !response.isChunked()) {
      return EventStream.UNTIL_CLOSE;
    }
    // else the rest of a chunk waits until the client has taken more
    boolean whole = ((NIOConnection) connection).getAsyncWriteQueue().isEmpty();
    return whole ? EventStream.CHUNKED : EventStream.NO;
  }

  private static boolean isHttp1(HttpRequestPacket request) {
    return request.getClass().getName().startsWith(HTTP1);
  }

  private static boolean hasEvents(HttpResponsePacket response) {
    DataChunk type = response.getHeaders().getValue(Header.ContentType);
    return type != null && type.startsWithIgnoreCase(EventStream.TYPE, 0);
  }

  private static boolean waitsForBytes(@Nullable SelectionKey key) {
    try {
      return key != null && (key.interestOps() & SelectionKey.OP_READ) != 0;
    } catch (CancelledKeyException closed) {
      return false;
    }
  }

  /**
   * A client that has begun a handshake is about to send a request. Under TLS 1.3 a server has its
   * session before the client's last word, so it is the handshake's that is asked for.
   */
  private static boolean isShakingHands(NIOConnection connection) {
    SSLEngine tls = SSLUtils.getSSLEngine(connection);
    return tls != null && tls.getHandshakeSession() != null;
  }

  @Override
  public void event(int point, Object self, @Nullable Object argument) {
    if (point == GrizzlyAdvice.ACCEPTED) {
      if (speaksHttp((NIOConnection) self)) {
        DrainDispatcher.opened(GrizzlyFamily.ID, self);
      }
    } else if (point == GrizzlyAdvice.NEXT && argument != null) {
      HttpContext exchange = (HttpContext) argument;
      if (!exchange.getRequest().isExpectContent()) {
        followed.add(exchange);
      }
    } else if (point == GrizzlyAdvice.HEAD) {
      ProcessingState state = ((HttpRequestPacket) self).getProcessingState();
      if (!followed.contains(state.getHttpContext())) {
        state.setKeepAlive(false);
      }
    }
  }

  private static boolean speaksHttp(NIOConnection connection) {
    Object processor = connection.getProcessor();
    if (processor instanceof FilterChain) {
      for (Object filter : (FilterChain) processor) {
        if (filter instanceof HttpServerFilter) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public @Nullable String describe(Object exchange) {
    HttpRequestPacket request = (HttpRequestPacket) exchange;
    String path = text(request.getRequestURIRef().getOriginalRequestURIBC());
    try {
      String verb = text((DataChunk) method.get(request));
      return verb.isEmpty() || path.isEmpty() ? null : verb + " " + path;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Not {@code toString()}: that keeps its result, which may by then be another request's. */
  private static String text(DataChunk chunk) {
    ByteChunk bytes = chunk.getByteChunk();
    byte[] buffer = bytes.getBuffer();
    int start = bytes.getStart();
    int length = bytes.getEnd() - start;
    return buffer == null || length < 0 || start + length > buffer.length
        ? ""
        : new String(buffer, start, length, StandardCharsets.ISO_8859_1);
  }
}
