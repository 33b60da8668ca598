package io.github.drainagent.instrumentation.undertow;

import io.github.drainagent.engine.spi.Advice;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.nio.channels.Channel;
import org.jspecify.annotations.Nullable;

/** Inlined into Undertow: each class is one method's worth. What is HTTP/2's alone is elsewhere. */
final class UndertowAdvice {

  /** A channel of frames is being made, of either side. */
  static final int FRAMED = 1;

  /** A stream of HTTP/2 begins to be worked on; the argument is its {@code ServerConnection}. */
  static final int STREAM = 2;

  /** A PING came back to the channel, in a drain; the argument is its data. */
  static final int PONG = 3;

  private UndertowAdvice() {}

  static final class Opened {

    /** On exit: before that the connection doesn't know its channel. */
    @Advice.OnMethodExit
    static void exit(@Advice.This Object connection) {
      DrainDispatcher.opened(UndertowFamily.ID, connection);
    }

    private Opened() {}
  }

  static final class FramedOpened {

    @Advice.OnMethodExit
    static void exit(@Advice.This Object channel) {
      DrainDispatcher.event(UndertowFamily.ID, FRAMED, channel, null);
    }

    private FramedOpened() {}
  }

  static final class Closed {

    @Advice.OnMethodEnter
    static void enter(@Advice.FieldValue("this$0") Object connection) {
      DrainDispatcher.closed(connection);
    }

    private Closed() {}
  }

  static final class Upgraded {

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object connection) {
      DrainDispatcher.closed(connection);
    }

    private Upgraded() {}
  }

  static final class PriorKnowledge {

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(1) Object connection) {
      DrainDispatcher.closed(connection);
    }

    private PriorKnowledge() {}
  }

  static final class Began {

    /** A dispatch that comes too late finds its exchange over. */
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(1) HttpServerExchange exchange) {
      if (exchange.isComplete()) {
        return;
      }
      Object connection = exchange.getConnection();
      if (connection instanceof Http2ServerConnection) {
        DrainDispatcher.event(UndertowFamily.ID, STREAM, exchange, connection);
      } else {
        DrainDispatcher.began(exchange, connection);
      }
    }

    private Began() {}
  }

  static final class Ended {

    @Advice.OnMethodEnter
    static void enter(@Advice.This HttpServerExchange exchange) {
      DrainDispatcher.ended(exchange);
      if (DrainDispatcher.closing
          && exchange.isPersistent()
          && !exchange.isUpgrade()
          && "close".equals(exchange.getResponseHeaders().getFirst(Headers.CONNECTION))) {
        exchange.setPersistent(false);
      }
    }

    private Ended() {}
  }

  static final class Abandoned {

    /** Returns whether it was there and open: what this closes may still be on its way. */
    @Advice.OnMethodEnter
    static boolean enter(@Advice.FieldValue("responseChannel") @Nullable Channel response) {
      return response != null && response.isOpen();
    }

    /** Of a stream that its client has reset, older versions tell nobody (UNDERTOW-1664). */
    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter boolean wasOpen,
        @Advice.This Object exchange,
        @Advice.FieldValue("responseChannel") @Nullable Channel response) {
      if (!wasOpen && response != null && !response.isOpen()) {
        DrainDispatcher.ended(exchange);
      }
    }

    private Abandoned() {}
  }

  static final class SaidClose {

    /** Returns whether the rest of the request is still to be read. */
    @Advice.OnMethodEnter
    static boolean enter(@Advice.Argument(0) HttpServerExchange exchange) {
      if (!DrainDispatcher.closing
          || !exchange.isPersistent()
          || exchange.isUpgrade()
          || exchange.getRequestMethod().equals(Methods.CONNECT)) {
        return false;
      }
      boolean complete = exchange.isRequestComplete();
      if (complete
          && ((AbstractServerConnection) exchange.getConnection()).getExtraBytes() != null) {
        return false;
      }
      HeaderMap headers = exchange.getResponseHeaders();
      headers.put(Headers.CONNECTION, "close");
      if (exchange.isHttp11()
          && !headers.contains(Headers.CONTENT_LENGTH)
          && !headers.contains(Headers.TRANSFER_ENCODING)) {
        headers.put(Headers.TRANSFER_ENCODING, "chunked");
      }
      exchange.setPersistent(false);
      return !complete;
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter boolean incomplete, @Advice.Argument(0) HttpServerExchange exchange) {
      if (incomplete) {
        exchange.setPersistent(true);
      }
    }

    private SaidClose() {}
  }
}
