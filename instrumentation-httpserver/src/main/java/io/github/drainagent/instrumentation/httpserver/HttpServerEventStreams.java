package io.github.drainagent.instrumentation.httpserver;

import com.sun.net.httpserver.Headers;
import io.github.drainagent.engine.spi.EventStream;
import java.lang.invoke.MethodHandle;

/** Tells server-sent events from other responses, and how they are sent. */
final class HttpServerEventStreams {

  private final MethodHandle sent = HttpServerAdapter.getter("ExchangeImpl", "sentHeaders");
  private final MethodHandle headers = HttpServerAdapter.getter("ExchangeImpl", "rspHdrs");
  private final MethodHandle connection = HttpServerAdapter.getter("ExchangeImpl", "connection");
  private final MethodHandle tls = HttpServerAdapter.getter("HttpConnection", "sslStreams");

  HttpServerEventStreams() throws ReflectiveOperationException {}

  EventStream kind(Object exchange) {
    Headers head = (Headers) HttpServerAdapter.get(headers, exchange);
    if (head == null
        || !Boolean.TRUE.equals(HttpServerAdapter.get(sent, exchange))
        || !EventStream.isNamedBy(head.getFirst("Content-Type"))) {
      return EventStream.NO;
    }
    Object carrier = HttpServerAdapter.get(connection, exchange);
    boolean encrypted = carrier == null || HttpServerAdapter.get(tls, carrier) != null;
    boolean chunked = "chunked".equalsIgnoreCase(head.getFirst("Transfer-Encoding"));
    return chunked && !encrypted ? EventStream.CHUNKED : EventStream.UNTIL_CLOSE;
  }
}
