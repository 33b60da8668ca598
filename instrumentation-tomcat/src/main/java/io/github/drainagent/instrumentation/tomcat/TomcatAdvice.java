package io.github.drainagent.instrumentation.tomcat;

import io.github.drainagent.engine.spi.Advice;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Inlined into Tomcat: each class is one method's worth. */
final class TomcatAdvice {

  /** A connection, the argument, goes on with the protocol of the upgrade processor. */
  static final int UPGRADED = 1;

  /** The client of a connection has answered a PING of HTTP/2, whose payload is the argument. */
  static final int PONG = 2;

  private TomcatAdvice() {}

  static final class Opened {

    /** APR's sockets are numbers, and its listener is not ours. */
    @Advice.OnMethodEnter
    static void enter(@Advice.This SocketWrapperBase<?> connection) {
      if (!(connection.getSocket() instanceof Long)) {
        DrainDispatcher.opened(TomcatFamily.ID, connection);
      }
    }

    private Opened() {}
  }

  static final class Closed {

    /** On exit: until then the processor still holds the exchange. */
    @Advice.OnMethodExit(onThrowable = true)
    static void exit(@Advice.Argument(0) Object connection) {
      DrainDispatcher.closed(connection);
    }

    private Closed() {}
  }

  static final class Upgraded {

    @Advice.OnMethodExit
    static void exit(@Advice.This Object processor, @Advice.Argument(0) Object connection) {
      DrainDispatcher.event(TomcatFamily.ID, UPGRADED, processor, connection);
    }

    private Upgraded() {}
  }

  static final class Pong {

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("socketWrapper") Object connection,
        @Advice.Argument(0) byte[] payload,
        @Advice.Argument(1) boolean ack) {
      if (ack && DrainDispatcher.closing) {
        DrainDispatcher.event(TomcatFamily.ID, PONG, connection, payload);
      }
    }

    private Pong() {}
  }

  static final class Began {

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("request") Object request,
        @Advice.FieldValue("socketWrapper") Object connection) {
      DrainDispatcher.began(request, connection);
    }

    private Began() {}
  }

  static final class BeganInPart {

    /** On entry: on exit the connection waits for the rest, as an idle one waits for the first. */
    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("parsingHeader") boolean head,
        @Advice.FieldValue("parsingRequestLine") boolean line,
        @Advice.FieldValue("parsingRequestLinePhase") int phase,
        @Advice.FieldValue("request") Object request,
        @Advice.FieldValue("wrapper") Object connection) {
      if (head && (phase > 1 || !line)) {
        DrainDispatcher.began(request, connection);
      }
    }

    private BeganInPart() {}
  }

  static final class BeganStream {

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("request") Object request, @Advice.Argument(0) Object connection) {
      DrainDispatcher.began(request, connection);
    }

    private BeganStream() {}
  }

  static final class Ended {

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object request) {
      DrainDispatcher.ended(request);
    }

    private Ended() {}
  }

  static final class Failed {

    /** A stream that has failed is reset: not behind the end that the drain has sent. */
    @Advice.OnMethodEnter(skips = true)
    static boolean enter(
        @Advice.This Object processor, @Advice.FieldValue("response") Response response) {
      return DrainDispatcher.closing && response.getNote(TomcatStreams.ENDED) == processor;
    }

    private Failed() {}
  }

  static final class SaidClose {

    /** Not where the next request was read already: then that one's response says it. */
    @Advice.OnMethodEnter
    static void enter(
        @Advice.This AbstractProcessor processor,
        @Advice.FieldValue("request") Request request,
        @Advice.FieldValue("response") Response response,
        @Advice.FieldValue(value = "keepAlive", readOnly = false) boolean keepAlive) {
      if (DrainDispatcher.closing && keepAlive && response.getStatus() != 101) {
        ByteBuffer next = processor.getLeftoverInput();
        AtomicBoolean read = new AtomicBoolean();
        if (next != null) {
          request.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
          // The first 8.5 never call a request read while there are bytes of the next one.
          if (request.getHeader("Content-Length") == null
              && request.getHeader("Transfer-Encoding") == null) {
            read.set(true);
          }
        }
        keepAlive = read.get();
      }
    }

    private SaidClose() {}
  }

  static final class ReadToItsEnd {

    /**
     * What of an async request's body nobody has read is read only where the connection goes on; at
     * a close it would become a reset, and take the response with it.
     */
    @Advice.OnMethodEnter
    static boolean enter(
        @Advice.FieldValue(value = "keepAlive", readOnly = false) boolean keepAlive) {
      boolean last = DrainDispatcher.closing && !keepAlive;
      if (last) {
        keepAlive = true;
      }
      return last;
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter boolean last,
        @Advice.Return(readOnly = false) @Nullable SocketState state,
        @Advice.FieldValue(value = "keepAlive", readOnly = false) boolean keepAlive) {
      if (last) {
        keepAlive = false;
        state = SocketState.CLOSED;
      }
    }

    private ReadToItsEnd() {}
  }
}
