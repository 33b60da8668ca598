package io.github.drainagent.instrumentation.netty;

import static java.util.Objects.requireNonNull;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.TestServer;
import io.github.drainagent.instrumentation.testing.Woven;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A Netty server that believes in keep-alive. What it does not answer, the test answers. */
final class Server implements TestServer {

  private final EventLoopGroup group = new NioEventLoopGroup(2);
  private final Map<String, Consumer<ChannelHandlerContext>> answers = new ConcurrentHashMap<>();

  /** Requests for paths without an answer. */
  final LinkedBlockingQueue<ChannelHandlerContext> open = new LinkedBlockingQueue<>();

  final StringBuffer received = new StringBuffer();

  /** User events of all channels. */
  final Queue<Object> events = new ConcurrentLinkedQueue<>();

  final Channel listener;
  final int port;

  /** For every path that {@link #on} does not tell of; {@code null} leaves it to the test. */
  private volatile Call.@Nullable Answer otherwise;

  private @Nullable Woven woven;

  Server() {
    this(channel -> channel.pipeline().addLast(new HttpServerCodec()));
  }

  Server(Consumer<Channel> codec) {
    listener =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    codec.accept(channel);
                    channel.pipeline().addLast(new Handler());
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    port = ((InetSocketAddress) listener.localAddress()).getPort();
  }

  Server on(String path, Consumer<ChannelHandlerContext> answer) {
    answers.put(path, answer);
    return this;
  }

  /** For the contracts, which weave once for both of them. */
  static Server answering(Woven woven, Call.Answer answer) {
    Server server = new Server();
    server.otherwise = answer;
    server.woven = woven;
    return server;
  }

  @Override
  public Woven woven() {
    return requireNonNull(woven);
  }

  @Override
  public int port() {
    return port;
  }

  /** What a framework would answer there is the framework's. */
  @Override
  public boolean answersForAHandlerThatThrows() {
    return false;
  }

  ChannelHandlerContext nextOpen() throws InterruptedException {
    ChannelHandlerContext context = open.poll(10, TimeUnit.SECONDS);
    if (context == null) {
      throw new AssertionError("no request came");
    }
    return context;
  }

  static FullHttpResponse full(int status, String body) {
    ByteBuf content = Unpooled.copiedBuffer(body, StandardCharsets.ISO_8859_1);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), content);
    if (status >= 200 && status != 204 && status != 304) {
      response.headers().set("Content-Length", body.length());
    }
    return response;
  }

  static HttpResponse chunkedHead() {
    HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    response.headers().set("Transfer-Encoding", "chunked");
    return response;
  }

  static HttpContent chunk(String text) {
    return new DefaultHttpContent(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
  }

  @Override
  public boolean answersOnItsOwnThreads() {
    return false;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private final class Handler extends ChannelInboundHandlerAdapter {

    /** One request after the other, as their answers have to come. */
    private final ExecutorService worker = Executors.newSingleThreadExecutor();

    private @Nullable NettyCall current;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest) {
        received.append(((HttpRequest) message).uri());
        answer(context, (HttpRequest) message);
      }
      if (message instanceof HttpContent) {
        received.append(((HttpContent) message).content().toString(StandardCharsets.ISO_8859_1));
        if (current != null) {
          current.received((HttpContent) message);
        }
      }
      ReferenceCountUtil.release(message);
    }

    private void answer(ChannelHandlerContext context, HttpRequest request) {
      Consumer<ChannelHandlerContext> own = answers.get(request.uri());
      Call.Answer answer = otherwise;
      if (own != null) {
        own.accept(context);
      } else if (answer == null) {
        open.add(context);
      } else {
        NettyCall call = new NettyCall(context, request);
        current = call;
        worker.execute(() -> answer(context, call, answer));
      }
    }

    private void answer(ChannelHandlerContext context, NettyCall call, Call.Answer answer) {
      try {
        answer.to(call);
      } catch (Exception e) {
        context.close();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      worker.shutdown();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      events.add(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
