package io.github.drainagent.instrumentation.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response: the key by which the engine knows it, and the task that finds out
 * when the response has left. A class of our own, since Netty's requests are equal where their
 * contents are.
 */
final class NettyExchange implements Runnable, ChannelFutureListener {

  final @Nullable HttpRequest request;
  private final NettyConnection connection;
  private @Nullable ChannelHandlerContext encoder;

  NettyExchange(NettyConnection connection, @Nullable HttpRequest request) {
    this.connection = connection;
    this.request = request;
  }

  /** Its last byte was encoded here. */
  void encodedBy(ChannelHandlerContext context) {
    encoder = context;
  }

  @Override
  public void run() {
    ChannelHandlerContext context = encoder;
    if (context == null || isSent(context)) {
      connection.flushed(this);
    } else {
      context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(this);
    }
  }

  /** Nothing is between the encoder and the kernel, which spares most responses the write. */
  private static boolean isSent(ChannelHandlerContext context) {
    if (context.pipeline().first() != context.handler()) {
      return false;
    }
    ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
    return buffer == null || buffer.totalPendingWriteBytes() == 0;
  }

  @Override
  public void operationComplete(ChannelFuture future) {
    connection.flushed(this);
  }
}
