package io.github.drainagent.instrumentation.netty;

import io.github.drainagent.engine.spi.Advice;
import io.github.drainagent.engine.spi.EventStream;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.List;

/** Inlined into Netty. Decoder and encoder of a client are the same two classes: not for them. */
final class NettyAdvice {

  static final int FAMILY = NettyFamily.ID;

  /** The decoder has bytes; the argument is the decoder. */
  static final int DECODING = 1;

  /** The decoder has made messages; the argument is their list. */
  static final int DECODED = 2;

  /** The head of a response is about to be encoded, in a drain. */
  static final int HEAD = 3;

  /** A part of a response was encoded; the argument is it. */
  static final int ENCODED = 4;

  /** The decoder has left the pipeline. */
  static final int REMOVED = 5;

  /** A handler of HTTP/2 is in the pipeline; the argument is the handler. */
  static final int HTTP2 = 6;

  /** A PING was answered, in a drain; the argument is its data. */
  static final int PONG = 7;

  /** The head of a stream of events was given to HTTP/2; the argument is the stream's number. */
  static final int EVENTS = 8;

  /** In a drain, a listener on io_uring has accepted somebody. */
  static final int ACCEPTED = 9;

  static final String EVENT_STREAM = EventStream.TYPE;

  private NettyAdvice() {}

  static final class Decode {

    private Decode() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object self, @Advice.Argument(0) ChannelHandlerContext context) {
      if (self instanceof HttpRequestDecoder) {
        DrainDispatcher.event(FAMILY, DECODING, context, self);
      }
    }

    @Advice.OnMethodExit
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

    @Advice.OnMethodEnter
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

    @Advice.OnMethodExit
    static void exit(
        @Advice.This Object self,
        @Advice.Argument(0) ChannelHandlerContext context,
        @Advice.Argument(1) Object message) {
      if (self instanceof HttpResponseEncoder) {
        DrainDispatcher.event(FAMILY, ENCODED, context, message);
      }
    }
  }

  static final class Remove {

    private Remove() {}

    @Advice.OnMethodExit
    static void exit(@Advice.This Object self, @Advice.Argument(0) ChannelHandlerContext context) {
      if (self instanceof HttpRequestDecoder) {
        DrainDispatcher.event(FAMILY, REMOVED, context, self);
      }
    }
  }

  static final class Http2Add {

    private Http2Add() {}

    @Advice.OnMethodExit
    static void exit(@Advice.This Object self, @Advice.Argument(0) ChannelHandlerContext context) {
      DrainDispatcher.event(FAMILY, HTTP2, context, self);
    }
  }

  static final class Http2Head {

    private Http2Head() {}

    /** gRPC has headers of its own, which can't be asked, and has no streams of events. */
    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(0) ChannelHandlerContext context,
        @Advice.Argument(1) int stream,
        @Advice.Argument(2) Http2Headers headers) {
      CharSequence type =
          headers instanceof DefaultHttp2Headers
              ? ((DefaultHttp2Headers) headers).get("content-type")
              : null;
      if (type != null
          && AsciiString.regionMatches(type, true, 0, EVENT_STREAM, 0, EVENT_STREAM.length())) {
        DrainDispatcher.event(FAMILY, EVENTS, context, Integer.valueOf(stream));
      }
    }
  }

  static final class Pong {

    private Pong() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(0) ChannelHandlerContext context, @Advice.Argument(1) long data) {
      if (DrainDispatcher.closing) {
        DrainDispatcher.event(FAMILY, PONG, context, Long.valueOf(data));
      }
    }
  }

  static final class Accepted {

    private Accepted() {}

    @Advice.OnMethodExit
    static void exit(@Advice.This Object listener) {
      if (DrainDispatcher.closing) {
        DrainDispatcher.event(NettyAcceptFamily.ID, ACCEPTED, listener, null);
      }
    }
  }

  static final class Close {

    private Close() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object channel) {
      DrainDispatcher.closed(channel);
    }
  }
}
