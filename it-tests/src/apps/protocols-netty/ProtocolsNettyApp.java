package io.github.drainagent.it.app;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ServerUpgradeCodec;
import io.netty.handler.codec.http2.HttpToHttp2ConnectionHandler;
import io.netty.handler.codec.http2.HttpToHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.InboundHttp2ToHttpAdapterBuilder;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** HTTP/1.1 with WebSockets, and HTTP/2 for who begins with it or asks for it. */
public final class ProtocolsNettyApp {
  private static final int BODY = 65_536;

  private ProtocolsNettyApp() {}

  public static void main(String[] args) throws InterruptedException {
    Logger.getLogger("").setLevel(Level.WARNING);
    Say.hook();
    EventLoopGroup group = Transport.group(2);
    Channel channel =
        new ServerBootstrap()
            .group(group)
            .channel(Transport.listener())
            .childHandler(new Pipeline())
            .bind(Args.address(args[0]))
            .sync()
            .channel();
    Say.ready(((InetSocketAddress) channel.localAddress()).getPort());
    channel.closeFuture().sync();
    group.shutdownGracefully();
  }

  private static final class Pipeline extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {
      channel.pipeline().addLast(new Choice());
    }
  }

  /** The first byte tells: no method of HTTP/1.1 in use here begins like the preface of HTTP/2. */
  private static final class Choice extends ByteToMessageDecoder {
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      if (in.getByte(in.readerIndex()) == 'P') {
        context.pipeline().addLast(http2());
      } else {
        HttpServerCodec codec = new HttpServerCodec();
        context
            .pipeline()
            .addLast(
                codec,
                new HttpServerUpgradeHandler(
                    codec,
                    name -> name.equals("h2c") ? new Http2ServerUpgradeCodec(http2()) : null,
                    BODY),
                new HttpObjectAggregator(BODY),
                new WebSocketServerProtocolHandler("/ws"));
      }
      context.pipeline().addLast(new ProtocolsHandler());
      context.pipeline().remove(this);
    }
  }

  private static HttpToHttp2ConnectionHandler http2() {
    Http2Connection connection = new DefaultHttp2Connection(true);
    return new HttpToHttp2ConnectionHandlerBuilder()
        .connection(connection)
        .frameListener(
            new InboundHttp2ToHttpAdapterBuilder(connection).maxContentLength(BODY).build())
        .build();
  }
}
