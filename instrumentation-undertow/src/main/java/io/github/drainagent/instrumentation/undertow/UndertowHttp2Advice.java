package io.github.drainagent.instrumentation.undertow;

import io.github.drainagent.engine.spi.Advice;
import io.undertow.protocols.http2.Http2DataStreamSinkChannel;

/** Inlined into Undertow's HTTP/2: each class is one method's worth. */
final class UndertowHttp2Advice {

  static final class Ponged {

    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(0) Object channel,
        @Advice.Argument(1) byte[] data,
        @Advice.Argument(2) boolean answer) {
      if (DrainDispatcher.closing && answer) {
        DrainDispatcher.event(UndertowFamily.ID, UndertowAdvice.PONG, channel, data);
      }
    }

    private Ponged() {}
  }

  static final class NotTheLastFrame {

    /** Undertow closes the connection behind a GOAWAY. Without an error, there may be streams. */
    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("status") int error, @Advice.Return(readOnly = false) boolean last) {
      if (DrainDispatcher.closing && error == 0) {
        last = false;
      }
    }

    private NotTheLastFrame() {}
  }

  static final class ClosedStream {

    /** Who can't write any more resets its stream: not behind the end that the drain has sent. */
    @Advice.OnMethodEnter(skips = true)
    static boolean enter(@Advice.FieldValue("responseChannel") Http2DataStreamSinkChannel sink) {
      return DrainDispatcher.closing && sink.isBroken();
    }

    private ClosedStream() {}
  }

  private UndertowHttp2Advice() {}
}
