package io.github.drainagent.it.app;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The main method of Netty's own examples. */
public final class NettyApp {
  private NettyApp() {}

  public static void main(String[] args) throws InterruptedException {
    Logger.getLogger("").setLevel(Level.WARNING);
    Say.hook();
    EventLoopGroup boss = Transport.group(1);
    EventLoopGroup workers = Transport.group(2);
    try {
      ServerBootstrap bootstrap =
          new ServerBootstrap()
              .group(boss, workers)
              .channel(Transport.listener())
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
      channel.pipeline().addLast(new HttpServerCodec(), Transport.keepAlive(), new NettyHandler());
    }
  }
}
