package io.github.drainagent.instrumentation.jetty;

import io.github.drainagent.engine.spi.Advice;
import java.util.Random;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.internal.HttpChannelState;

/** Inlined into Jetty: each class is one method's worth. */
final class JettyAdvice {

  /** Part of a response is about to be sent; the argument is the connection. */
  static final int PART = 1;

  /** All of it, or all that was left. */
  static final int WHOLE = 2;

  /** A session of HTTP/2 got a PING, in a drain; the argument is its frame. */
  static final int PING = 3;

  private JettyAdvice() {}

  static final class Opened {

    /** On entry: on exit another thread may already be at the first request. */
    @Advice.OnMethodEnter
    static void enter(@Advice.This Object connection) {
      DrainDispatcher.opened(JettyFamily.ID, connection);
    }

    private Opened() {}
  }

  static final class WebSocketOpened {

    /** Only a client masks what it sends (RFC 6455, 5.3), and only it has what makes masks. */
    @Advice.OnMethodEnter
    static void enter(
        @Advice.This Object connection, @Advice.FieldValue("random") Random maskOfClient) {
      if (maskOfClient == null) {
        DrainDispatcher.opened(JettyFamily.ID, connection);
      }
    }

    private WebSocketOpened() {}
  }

  static final class WebSocketOpenedIn9 {

    /** Those of clients are another class. */
    @Advice.OnMethodEnter
    static void enter(@Advice.This Object connection) {
      if (connection.getClass().getName().endsWith(".WebSocketServerConnection")) {
        DrainDispatcher.opened(JettyFamily.ID, connection);
      }
    }

    private WebSocketOpenedIn9() {}
  }

  static final class WebSocketOpenedIn940 {

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object connection, @Advice.Argument(0) Object state) {
      if (state.toString().equals("OPEN")
          && connection.getClass().getName().endsWith(".WebSocketServerConnection")) {
        DrainDispatcher.opened(JettyFamily.ID, connection);
      }
    }

    private WebSocketOpenedIn940() {}
  }

  static final class Pinged {

    /** Those of clients are another class. */
    @Advice.OnMethodEnter
    static void enter(@Advice.This Object session, @Advice.Argument(value = 0) Object frame) {
      if (DrainDispatcher.closing && session.getClass().getName().endsWith(".HTTP2ServerSession")) {
        DrainDispatcher.event(JettyFamily.ID, PING, session, frame);
      }
    }

    private Pinged() {}
  }

  static final class Dropped {

    /**
     * Behind the end of a stream that the drain has ended: Jetty itself lets frames of a stream
     * fail that was reset, but it would send those that follow on an end of its own. It asks when
     * the frame's turn has come, and of one connection's frames no two at once.
     */
    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("frame") Frame frame,
        @Advice.FieldValue("stream") Stream stream,
        @Advice.Return(readOnly = false) boolean drop) {
      Object end =
          DrainDispatcher.closing && stream != null
              ? stream.getAttribute(JettyStreamEnd.KEY)
              : null;
      if (end instanceof Object[]) {
        Object[] sent = (Object[]) end;
        if (frame == sent[0]) {
          sent[1] = frame;
          drop = false; // who was refused because of it may have reset the stream meanwhile
        } else if (sent[1] != null
            && (frame instanceof DataFrame
                || frame instanceof HeadersFrame
                || frame instanceof ResetFrame)) {
          drop = true;
        }
      }
    }

    private Dropped() {}
  }

  static final class Closed {

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object connection) {
      DrainDispatcher.closed(connection);
    }

    private Closed() {}
  }

  static final class Began {

    /** Where onRequest throws, there is no exchange. */
    @Advice.OnMethodExit
    static void exit(@Advice.This HttpChannelState channel) {
      DrainDispatcher.began(channel, channel.getConnectionMetaData().getConnection());
    }

    private Began() {}
  }

  static final class BeganUntil11 {

    @Advice.OnMethodExit
    static void exit(
        @Advice.This Object channel, @Advice.FieldValue("_endPoint") EndPoint endPoint) {
      DrainDispatcher.began(channel, endPoint.getConnection());
    }

    private BeganUntil11() {}
  }

  static final class Ended {

    /** On entry: on exit the same object may already be another thread's next exchange. */
    @Advice.OnMethodEnter
    static void enter(@Advice.This Object channel) {
      DrainDispatcher.ended(channel);
    }

    private Ended() {}
  }

  static final class EndedInside {

    @Advice.OnMethodEnter
    static void enter(@Advice.FieldValue("this$0") HttpChannelState channel) {
      DrainDispatcher.ended(channel);
    }

    private EndedInside() {}
  }

  static final class SaidClose {

    /**
     * Jetty closes a connection whose response says so. An upgraded one has no further response.
     */
    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(0) HttpFields.Mutable headers,
        @Advice.FieldValue("_version") HttpVersion version) {
      if (DrainDispatcher.closing && !headers.contains(HttpHeader.CONNECTION, "upgrade")) {
        headers.put(HttpHeader.CONNECTION, "close");
        if (version == HttpVersion.HTTP_1_1
            && !headers.contains(HttpHeader.CONTENT_LENGTH)
            && !headers.contains(HttpHeader.TRANSFER_ENCODING)) {
          headers.put(HttpHeader.TRANSFER_ENCODING, "chunked");
        }
      }
    }

    private SaidClose() {}
  }

  static final class SaidCloseUntil11 {

    /**
     * A response whose head was made by Jetty itself is refused, interim or an upgrade. Headers are
     * a class in 9.4 and an interface from 10 on, so the rest is the adapter's work.
     */
    @Advice.OnMethodEnter
    static void enter(
        @Advice.This Object channel,
        @Advice.FieldValue("_endPoint") EndPoint endPoint,
        @Advice.Argument(0) MetaData.Response head,
        @Advice.Argument(2) boolean complete) {
      if (DrainDispatcher.closing && head == null) {
        DrainDispatcher.event(
            JettyFamily.ID, complete ? WHOLE : PART, channel, endPoint.getConnection());
      }
    }

    private SaidCloseUntil11() {}
  }
}
