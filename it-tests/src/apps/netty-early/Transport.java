package io.github.drainagent.it.app;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** The JDK's channels, in a Netty that has no handler for keep-alive yet. */
final class Transport {
  private Transport() {}

  static EventLoopGroup group(int threads) {
    return new NioEventLoopGroup(threads);
  }

  static Class<? extends ServerChannel> listener() {
    return NioServerSocketChannel.class;
  }

  static ChannelHandler keepAlive() {
    return new ChannelInboundHandlerAdapter();
  }
}
