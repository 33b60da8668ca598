package io.github.drainagent.instrumentation.httpserver;

import io.github.drainagent.engine.spi.Advice;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Inlined into {@code sun.net.httpserver}. */
final class HttpServerAdvice {

  static final int FAMILY = HttpServerFamily.ID;

  /** An exchange is about to send the head of its response, in a drain. */
  static final int HEAD = 1;

  /** A connection is about to be closed, in a drain. */
  static final int CLOSE = 2;

  /** The handler threw an error that the server does not handle; the argument is the connection. */
  static final int ABANDONED = 3;

  private HttpServerAdvice() {}

  static final class Open {

    private Open() {}

    @Advice.OnMethodExit
    static void exit(@Advice.This Object connection) {
      DrainDispatcher.opened(FAMILY, connection);
    }
  }

  static final class Close {

    private Close() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object connection) {
      if (DrainDispatcher.closing) {
        DrainDispatcher.event(FAMILY, CLOSE, connection, null);
      }
    }

    @Advice.OnMethodExit(onThrowable = true)
    static void exit(
        @Advice.This Object connection,
        @Advice.FieldValue("chan") @Nullable SocketChannel channel) {
      if (channel == null || !channel.isOpen()) {
        DrainDispatcher.closed(connection);
      }
    }
  }

  static final class Begin {

    private Begin() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.This Object exchange, @Advice.FieldValue("connection") Object connection) {
      DrainDispatcher.began(exchange, connection);
    }
  }

  static final class Head {

    private Head() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object exchange, @Advice.Argument(0) int status) {
      if (DrainDispatcher.closing && status >= 200) {
        DrainDispatcher.event(FAMILY, HEAD, exchange, null);
      }
    }
  }

  static final class Finish {

    private Finish() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Argument(0) @Nullable Object exchange) {
      if (exchange != null) {
        DrainDispatcher.ended(exchange);
      }
    }
  }

  static final class Run {

    private Run() {}

    @Advice.OnMethodExit(onThrowable = true)
    static void exit(
        @Advice.This Object self,
        @Advice.Thrown @Nullable Throwable thrown,
        @Advice.FieldValue("tx") @Nullable Object exchange,
        @Advice.FieldValue("connection") Object connection) {
      if (thrown != null) {
        DrainDispatcher.event(FAMILY, ABANDONED, self, connection);
        if (exchange != null) {
          DrainDispatcher.ended(exchange);
        }
      }
    }
  }
}
