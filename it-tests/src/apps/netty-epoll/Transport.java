package io.github.drainagent.it.app;

import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;

/** Netty's own channels: sockets that the JDK knows nothing of. */
final class Transport {
  private Transport() {}

  static EventLoopGroup group(int threads) {
    return new EpollEventLoopGroup(threads);
  }

  static Class<? extends ServerChannel> listener() {
    return EpollServerSocketChannel.class;
  }

  static ChannelHandler keepAlive() {
    return new HttpServerKeepAliveHandler();
  }
}
