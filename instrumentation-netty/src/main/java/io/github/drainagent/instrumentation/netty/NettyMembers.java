package io.github.drainagent.instrumentation.netty;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What advice and adapter use of Netty besides the methods with advice. Netty 4.0 has no {@code
 * status()}, and is left alone because of it.
 */
final class NettyMembers {

  static final List<String> ALL =
      Collections.unmodifiableList(
          Arrays.asList(
              "io.netty.handler.codec.http.HttpObjectDecoder#currentState",
              "io.netty.handler.codec.ByteToMessageDecoder#internalBuffer()Lio/netty/buffer/ByteBuf;",
              "io.netty.handler.codec.http.HttpRequest#method()Lio/netty/handler/codec/http/HttpMethod;",
              "io.netty.handler.codec.http.HttpRequest#uri()Ljava/lang/String;",
              "io.netty.handler.codec.http.HttpResponse#status()Lio/netty/handler/codec/http/HttpResponseStatus;",
              "io.netty.handler.codec.http.HttpMessage#headers()Lio/netty/handler/codec/http/HttpHeaders;",
              "io.netty.handler.codec.http.HttpHeaders#get(Ljava/lang/String;)Ljava/lang/String;",
              "io.netty.handler.codec.http2.Http2ConnectionHandler#goAway(Lio/netty/channel/ChannelHandlerContext;IJLio/netty/buffer/ByteBuf;Lio/netty/channel/ChannelPromise;)Lio/netty/channel/ChannelFuture;",
              "io.netty.handler.codec.http2.Http2RemoteFlowController#hasFlowControlled(Lio/netty/handler/codec/http2/Http2Stream;)Z",
              "io.netty.handler.codec.http2.Http2DataWriter#writeData(Lio/netty/channel/ChannelHandlerContext;ILio/netty/buffer/ByteBuf;IZLio/netty/channel/ChannelPromise;)Lio/netty/channel/ChannelFuture;",
              "io.netty.handler.codec.http2.Http2ConnectionHandler#resetStream(Lio/netty/channel/ChannelHandlerContext;IJLio/netty/channel/ChannelPromise;)Lio/netty/channel/ChannelFuture;",
              "io.netty.handler.codec.http2.Http2ConnectionHandler#flush(Lio/netty/channel/ChannelHandlerContext;)V",
              "io.netty.handler.codec.DefaultHeaders#get(Ljava/lang/Object;)Ljava/lang/Object;",
              "io.netty.util.AsciiString#regionMatches(Ljava/lang/CharSequence;ZILjava/lang/CharSequence;II)Z",
              "io.netty.channel.Channel#eventLoop()Lio/netty/channel/EventLoop;",
              "io.netty.util.concurrent.EventExecutor#inEventLoop(Ljava/lang/Thread;)Z",
              "io.netty.channel.nio.AbstractNioChannel$NioUnsafe#ch()Ljava/nio/channels/SelectableChannel;",
              "io.netty.channel.ChannelOutboundBuffer#totalPendingWriteBytes()J"));

  private NettyMembers() {}
}
