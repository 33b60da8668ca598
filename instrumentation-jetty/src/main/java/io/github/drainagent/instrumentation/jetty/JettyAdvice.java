package io.github.drainagent.instrumentation.jetty;

import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.internal.HttpChannelState;

/** Inlined into Jetty: each class is one method's worth. */
final class JettyAdvice {

  private JettyAdvice() {}

  static final class Opened {

    /** On entry: on exit another thread may already be at the first request. */
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object connection) {
      DrainDispatcher.opened(JettyFamily.ID, connection);
    }

    private Opened() {}
  }

  static final class Closed {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object connection) {
      DrainDispatcher.closed(connection);
    }

    private Closed() {}
  }

  static final class Began {

    /** Where onRequest throws, there is no exchange. */
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This HttpChannelState channel) {
      DrainDispatcher.began(channel, channel.getConnectionMetaData().getConnection());
    }

    private Began() {}
  }

  static final class Ended {

    /** On entry: on exit the same object may already be another thread's next exchange. */
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object channel) {
      DrainDispatcher.ended(channel);
    }

    private Ended() {}
  }

  static final class EndedInside {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("this$0") HttpChannelState channel) {
      DrainDispatcher.ended(channel);
    }

    private EndedInside() {}
  }

  static final class SaidClose {

    /**
     * Jetty closes a connection whose response says so. An upgraded one has no further response.
     */
    @Advice.OnMethodEnter(suppress = Throwable.class)
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
}
