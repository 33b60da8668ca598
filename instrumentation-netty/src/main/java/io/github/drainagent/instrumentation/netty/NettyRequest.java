package io.github.drainagent.instrumentation.netty;

import io.github.drainagent.engine.spi.EventStream;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** An exchange of HTTP/1.1; its connection uses it again for the next one. */
final class NettyRequest extends NettyExchange {

  private final NettyConnection connection;
  private volatile @Nullable HttpRequest request;

  /** Headers of its response, once they are encoded. */
  volatile @Nullable HttpHeaders responded;

  NettyRequest(NettyConnection connection) {
    this.connection = connection;
  }

  /** {@code null} for a response that nobody asked for, and between two exchanges. */
  @Nullable HttpRequest request() {
    return request;
  }

  /** Before the engine is told. */
  void begins(HttpRequest next) {
    request = next;
  }

  /** After the engine was told: nothing of it is kept. */
  void isOver() {
    request = null;
    responded = null;
  }

  @Override
  @Nullable String describe() {
    HttpRequest now = request;
    return now == null ? null : now.method() + " " + now.uri();
  }

  @Override
  EventStream eventStream() {
    HttpHeaders headers = responded;
    if (headers == null || !EventStream.isNamedBy(headers.get("Content-Type"))) {
      return EventStream.NO;
    }
    return "chunked".equals(headers.get("Transfer-Encoding")) && !connection.isInTls()
        ? EventStream.CHUNKED
        : EventStream.UNTIL_CLOSE;
  }

  @Override
  void sent() {
    connection.flushed(this);
  }
}
