package io.github.drainagent.instrumentation.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** Inlined into Netty. Decoder and encoder of a client are the same two classes: not for them. */
final class NettyAdvice {

  static final int FAMILY = NettyFamily.ID;

  /** The decoder has bytes; the argument is the decoder. */
  static final int DECODING = 1;

  /** The decoder has made messages; the argument is their list. */
  static final int DECODED = 2;

  /** The head of a response is about to be encoded, in a drain. */
  static final int HEAD = 3;

  /** The head or the end of a response was encoded. */
  static final int ENCODED = 4;

  /** The decoder has left the pipeline. */
  static final int REMOVED = 5;

  private NettyAdvice() {}

  static final class Decode {

    private Decode() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object self, @Advice.Argument(0) ChannelHandlerContext context) {
      if (self instanceof HttpRequestDecoder) {
        DrainDispatcher.event(FAMILY, DECODING, context, self);
      }
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object self,
        @Advice.Argument(0) ChannelHandlerContext context,
        @Advice.Argument(2) List<Object> messages) {
      if (self instanceof HttpRequestDecoder && !messages.isEmpty()) {
        DrainDispatcher.event(FAMILY, DECODED, context, messages);
      }
    }
  }

  static final class Encode {

    private Encode() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This Object self,
        @Advice.Argument(0) ChannelHandlerContext context,
        @Advice.Argument(1) Object message) {
      if (DrainDispatcher.closing
          && message instanceof HttpResponse
          && self instanceof HttpResponseEncoder) {
        DrainDispatcher.event(FAMILY, HEAD, context, message);
      }
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object self,
        @Advice.Argument(0) ChannelHandlerContext context,
        @Advice.Argument(1) Object message) {
      if ((message instanceof HttpResponse || message instanceof LastHttpContent)
          && self instanceof HttpResponseEncoder) {
        DrainDispatcher.event(FAMILY, ENCODED, context, message);
      }
    }
  }

  static final class Remove {

    private Remove() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object self, @Advice.Argument(0) ChannelHandlerContext context) {
      if (self instanceof HttpRequestDecoder) {
        DrainDispatcher.event(FAMILY, REMOVED, context, self);
      }
    }
  }
}
