package io.github.drainagent.instrumentation.undertow;

import io.github.drainagent.engine.spi.EventStream;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import org.jspecify.annotations.Nullable;

/** Tells server-sent events from other responses, and by which end they are over. */
final class UndertowEventStreams {

  /** Of use only where there is HTTP/2. */
  private volatile @Nullable UndertowSinks sinks;

  /** Where nothing was found, nothing will be. */
  private volatile boolean looked;

  /** At the first connection of HTTP/2, so that a drain has nothing to look up. */
  void enterHttp2() {
    if (!looked) {
      sinks = UndertowSinks.find();
      looked = true;
    }
  }

  EventStream kind(HttpServerExchange exchange) {
    if (!exchange.isResponseStarted()) {
      return EventStream.NO;
    }
    HeaderMap headers = exchange.getResponseHeaders();
    if (!EventStream.isNamedBy(headers.getFirst(Headers.CONTENT_TYPE))) {
      return EventStream.NO;
    }
    ServerConnection connection = exchange.getConnection();
    if (connection instanceof Http2ServerConnection) {
      return sinks != null && mayEndEarly(headers) ? EventStream.END_STREAM : EventStream.NO;
    }
    return connection instanceof HttpServerConnection ? ofHttp1(exchange) : EventStream.NO;
  }

  /** RFC 9113, 8.1.1, and what a compressor keeps for its end would be missing. */
  private static boolean mayEndEarly(HeaderMap headers) {
    return !headers.contains(Headers.CONTENT_LENGTH) && !headers.contains(Headers.CONTENT_ENCODING);
  }

  /** Undertow ends a chunk as it writes it. */
  private static EventStream ofHttp1(HttpServerExchange exchange) {
    return exchange.getConnection().getSslSessionInfo() == null
            && exchange.getResponseHeaders().contains(Headers.TRANSFER_ENCODING)
        ? EventStream.CHUNKED
        : EventStream.UNTIL_CLOSE;
  }

  void end(HttpServerExchange exchange, UndertowHttp2 connection, Http2Channel channel) {
    UndertowSinks found = sinks;
    if (found != null) {
      connection.endStream(new UndertowStreamEnd(connection, channel, exchange, found));
    }
  }
}
