package io.github.drainagent.instrumentation.undertow;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import net.bytebuddy.asm.Advice;

/** Inlined into Undertow: each class is one method's worth. */
final class UndertowAdvice {

  private UndertowAdvice() {}

  static final class Opened {

    /** On exit: before that the connection doesn't know its channel. */
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object connection) {
      DrainDispatcher.opened(UndertowFamily.ID, connection);
    }

    private Opened() {}
  }

  static final class Closed {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("this$0") Object connection) {
      DrainDispatcher.closed(connection);
    }

    private Closed() {}
  }

  static final class Upgraded {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object connection) {
      DrainDispatcher.closed(connection);
    }

    private Upgraded() {}
  }

  static final class PriorKnowledge {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) Object connection) {
      DrainDispatcher.closed(connection);
    }

    private PriorKnowledge() {}
  }

  static final class Began {

    /** A dispatch that comes too late finds its exchange over. */
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) HttpServerExchange exchange) {
      if (!exchange.isComplete()) {
        DrainDispatcher.began(exchange, exchange.getConnection());
      }
    }

    private Began() {}
  }

  static final class Ended {

    @Advice.OnMethodEnter(suppress = Throwable.class)
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

  static final class SaidClose {

    /** Returns whether the rest of the request is still to be read. */
    @Advice.OnMethodEnter(suppress = Throwable.class)
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

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Enter boolean incomplete, @Advice.Argument(0) HttpServerExchange exchange) {
      if (incomplete) {
        exchange.setPersistent(true);
      }
    }

    private SaidClose() {}
  }
}
