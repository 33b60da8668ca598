package io.github.drainagent.instrumentation.helidon;

import io.github.drainagent.engine.spi.Advice;
import org.jspecify.annotations.Nullable;

/** Inlined into Helidon: each class is one method's worth. */
final class HelidonAdvice {

  /** The head of a response is about to be written, in a drain; the argument is its headers. */
  static final int HEAD = 1;

  /**
   * A response was written, in a drain, and the rest of its request is next; the argument is it.
   */
  static final int WRITTEN = 2;

  /** The head of a response was sent whose body is streamed; the argument is its headers. */
  static final int STREAMED = 3;

  /** A sink of events has sent its head; the argument is what it was made from. */
  static final int SINK = 4;

  /** A WebSocket begins to send a frame. */
  static final int SENDS = 5;

  /** A WebSocket has sent a frame, or failed to. */
  static final int SENT = 6;

  private HelidonAdvice() {}

  static final class Opened {

    @Advice.OnMethodExit
    static void exit(@Advice.This Object connection) {
      DrainDispatcher.opened(HelidonFamily.ID, connection);
    }

    private Opened() {}
  }

  static final class Closed {

    @Advice.OnMethodExit(onThrowable = true)
    static void exit(@Advice.FieldValue("connection") @Nullable Object connection) {
      if (connection != null) {
        DrainDispatcher.closed(connection);
      }
    }

    private Closed() {}
  }

  static final class Routed {

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object connection, @Advice.Argument(0) Object prologue) {
      DrainDispatcher.began(prologue, connection);
    }

    /** Not where it throws: then the answer is still to be written, and the connection closed. */
    @Advice.OnMethodExit
    static void exit(@Advice.Argument(0) Object prologue) {
      DrainDispatcher.ended(prologue);
    }

    private Routed() {}
  }

  static final class SaidClose {

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("ctx") Object context, @Advice.FieldValue("headers") Object headers) {
      if (DrainDispatcher.closing) {
        DrainDispatcher.event(HelidonFamily.ID, HEAD, context, headers);
      }
    }

    private SaidClose() {}
  }

  static final class SaidCloseAtFirstByte {

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("firstByte") boolean first,
        @Advice.FieldValue("ctx") Object context,
        @Advice.FieldValue("headers") Object headers) {
      if (first && DrainDispatcher.closing) {
        DrainDispatcher.event(HelidonFamily.ID, HEAD, context, headers);
      }
    }

    private SaidCloseAtFirstByte() {}
  }

  static final class Streamed {

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("ctx") Object context, @Advice.FieldValue("headers") Object headers) {
      if (DrainDispatcher.closing) {
        DrainDispatcher.event(HelidonFamily.ID, HEAD, context, headers);
      }
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("request") Object request,
        @Advice.FieldValue("headers") Object headers) {
      DrainDispatcher.event(HelidonFamily.ID, STREAMED, request, headers);
    }

    private Streamed() {}
  }

  static final class Sink {

    @Advice.OnMethodExit
    static void exit(@Advice.This Object sink, @Advice.Argument(0) Object context) {
      DrainDispatcher.event(HelidonFamily.ID, SINK, sink, context);
    }

    private Sink() {}
  }

  static final class Sending {

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object webSocket) {
      DrainDispatcher.event(HelidonFamily.ID, SENDS, webSocket, null);
    }

    @Advice.OnMethodExit(onThrowable = true)
    static void exit(@Advice.This Object webSocket) {
      DrainDispatcher.event(HelidonFamily.ID, SENT, webSocket, null);
    }

    private Sending() {}
  }

  static final class ReadToItsEnd {

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object connection, @Advice.Argument(1) Object response) {
      if (DrainDispatcher.closing) {
        DrainDispatcher.event(HelidonFamily.ID, WRITTEN, connection, response);
      }
    }

    private ReadToItsEnd() {}
  }
}
