package io.github.drainagent.it.app;

import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;

/** The JDK's channels. */
final class Transport {
  private Transport() {}

  static EventLoopGroup group(int threads) {
    return new NioEventLoopGroup(threads);
  }

  static Class<? extends ServerChannel> listener() {
    return NioServerSocketChannel.class;
  }

  static ChannelHandler keepAlive() {
    return new HttpServerKeepAliveHandler();
  }
}
