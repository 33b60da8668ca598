package io.github.drainagent.instrumentation.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Finds out, on the event loop, when what was encoded has left. */
abstract class NettySending implements Runnable, ChannelFutureListener {

  private @Nullable ChannelHandlerContext encoder;

  /** The last byte is with the kernel, or the connection has failed. */
  abstract void sent();

  /** Everything that is to be sent is encoded by this handler, which may be in the middle of it. */
  void encodedBy(ChannelHandlerContext context) {
    encoder = context;
    try {
      context.executor().execute(this);
    } catch (RejectedExecutionException noMoreEventLoop) {
      sent();
    }
  }

  @Override
  public void run() {
    ChannelHandlerContext context = encoder;
    if (context == null || isSent(context)) {
      sent();
    } else {
      context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(this);
    }
  }

  /** Nothing is between the encoder and the kernel, which spares most responses the write. */
  static boolean isSent(ChannelHandlerContext context) {
    return context.pipeline().first() == context.handler() && pending(context.channel()) == 0;
  }

  /** Bytes that wait in the channel for the kernel to take them. */
  static long pending(Channel channel) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  @Override
  public void operationComplete(ChannelFuture future) {
    sent();
  }
}
