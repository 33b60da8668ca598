package io.github.drainagent.it.app;

import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;

/** Netty's own channels on io_uring: the kernel accepts, reads and writes by itself. */
final class Transport {
  private Transport() {}

  static EventLoopGroup group(int threads) {
    return new MultiThreadIoEventLoopGroup(threads, IoUringIoHandler.newFactory());
  }

  static Class<? extends ServerChannel> listener() {
    return IoUringServerSocketChannel.class;
  }

  static ChannelHandler keepAlive() {
    return new HttpServerKeepAliveHandler();
  }
}
