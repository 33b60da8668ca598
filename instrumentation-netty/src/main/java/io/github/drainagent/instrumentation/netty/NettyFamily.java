package io.github.drainagent.instrumentation.netty;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.Arrays;
import java.util.List;

/** Netty: advice for the two classes that every HTTP/1.1 server on it has in its pipeline. */
public final class NettyFamily implements ServerFamily {

  /** By this number advice names Netty to the dispatcher. */
  static final int ID = 3;

  private static final String DECODER = "io.netty.handler.codec.http.HttpObjectDecoder";
  private static final String ENCODER = "io.netty.handler.codec.http.HttpObjectEncoder";
  private static final String CONTEXT = "Lio/netty/channel/ChannelHandlerContext;";

  @Override
  public String name() {
    return "Netty";
  }

  @Override
  public int id() {
    return ID;
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
            NettyAdvice.Encode.class));
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
