package io.github.drainagent.instrumentation.netty;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Netty: advice for the classes that every HTTP server on it has in its pipeline. */
public final class NettyFamily implements ServerFamily {

  /** By this number advice names Netty to the dispatcher. */
  static final int ID = 3;

  private static final String DECODER = "io.netty.handler.codec.http.HttpObjectDecoder";
  private static final String ENCODER = "io.netty.handler.codec.http.HttpObjectEncoder";
  private static final String HTTP2 = "io.netty.handler.codec.http2.Http2ConnectionHandler";
  private static final String FRAMES =
      "io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder$FrameReadListener";
  private static final String HTTP2_HEAD =
      "io.netty.handler.codec.http2.DefaultHttp2ConnectionEncoder";
  private static final String EPOLL = "io.netty.channel.epoll.AbstractEpollChannel";
  private static final String URING = "io.netty.channel.uring.";
  private static final String CONTEXT = "Lio/netty/channel/ChannelHandlerContext;";
  private static final String HEADERS = CONTEXT + "ILio/netty/handler/codec/http2/Http2Headers;";
  private static final String WRITTEN =
      "ZLio/netty/channel/ChannelPromise;)Lio/netty/channel/ChannelFuture;";

  @Override
  public String name() {
    return "Netty";
  }

  @Override
  public int id() {
    return ID;
  }

  @Override
  public String home() {
    return "io.netty.";
  }

  @Override
  public List<String> firstClasses() {
    return Collections.singletonList("io.netty.bootstrap.ServerBootstrap");
  }

  @Override
  public List<Weave> weaves() {
    return Arrays.asList(
        Weave.into(
            DECODER,
            "decode",
            "(" + CONTEXT + "Lio/netty/buffer/ByteBuf;Ljava/util/List;)V",
            NettyAdvice.Decode.class),
        Weave.into(DECODER, "handlerRemoved0", "(" + CONTEXT + ")V", NettyAdvice.Remove.class)
            .whereItExists(),
        Weave.into(
            ENCODER,
            "encode",
            "(" + CONTEXT + "Ljava/lang/Object;Ljava/util/List;)V",
            NettyAdvice.Encode.class),
        Weave.into(HTTP2, "handlerAdded", "(" + CONTEXT + ")V", NettyAdvice.Http2Add.class),
        Weave.into(FRAMES, "onPingAckRead", "(" + CONTEXT + "J)V", NettyAdvice.Pong.class)
            .whereItExists(),
        Weave.into(
            HTTP2_HEAD, "writeHeaders", "(" + HEADERS + "I" + WRITTEN, NettyAdvice.Http2Head.class),
        // with a priority; 4.1.0 has the other one call it
        Weave.into(
            HTTP2_HEAD,
            "writeHeaders",
            "(" + HEADERS + "ISZI" + WRITTEN,
            NettyAdvice.Http2Head.class),
        // nothing may be done to a descriptor's number once native code has closed it
        Weave.into(EPOLL, "doClose", "()V", NettyAdvice.Close.class).whereItExists(),
        Weave.into(URING + "AbstractIoUringChannel", "doClose", "()V", NettyAdvice.Close.class)
            .whereItExists());
  }

  @Override
  public List<String> members() {
    return NettyMembers.ALL;
  }

  @Override
  public String adapter() {
    return "io.github.drainagent.instrumentation.netty.NettyAdapter";
  }
}
