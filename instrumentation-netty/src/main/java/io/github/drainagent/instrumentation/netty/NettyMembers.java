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
              "io.netty.channel.socket.DuplexChannel#shutdownOutput()Lio/netty/channel/ChannelFuture;",
              "io.netty.channel.nio.AbstractNioChannel$NioUnsafe#ch()Ljava/nio/channels/SelectableChannel;",
              "io.netty.channel.ChannelOutboundBuffer#totalPendingWriteBytes()J"));

  private NettyMembers() {}
}
