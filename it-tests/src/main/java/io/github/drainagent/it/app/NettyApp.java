package io.github.drainagent.it.app;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import java.net.InetSocketAddress;

/** The main method of Netty's own examples. */
public final class NettyApp {
  private NettyApp() {}

  public static void main(String[] args) throws InterruptedException {
    Say.hook();
    EventLoopGroup boss = new NioEventLoopGroup(1);
    EventLoopGroup workers = new NioEventLoopGroup(2);
    try {
      ServerBootstrap bootstrap =
          new ServerBootstrap()
              .group(boss, workers)
              .channel(NioServerSocketChannel.class)
              .childHandler(new Pipeline());
      Channel last = null;
      for (String spec : new Args(args).listens) {
        last = bootstrap.bind(Args.address(spec)).sync().channel();
        Say.ready(((InetSocketAddress) last.localAddress()).getPort());
      }
      if (last != null) {
        last.closeFuture().sync();
      }
    } finally {
      boss.shutdownGracefully();
      workers.shutdownGracefully();
    }
  }

  private static final class Pipeline extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {
      channel
          .pipeline()
          .addLast(new HttpServerCodec(), new HttpServerKeepAliveHandler(), new NettyHandler());
    }
  }
}
