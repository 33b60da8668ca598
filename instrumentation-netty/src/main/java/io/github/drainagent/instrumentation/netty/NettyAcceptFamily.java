package io.github.drainagent.instrumentation.netty;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.Arrays;
import java.util.List;

/**
 * Netty's listeners on io_uring. A family of its own, since a server on them need not speak HTTP,
 * and then has no codec on its class path that {@link NettyAdapter} could be made with.
 */
public final class NettyAcceptFamily implements ServerFamily {

  /** By this number advice names it to the dispatcher. */
  static final int ID = 9;

  private static final String URING = "io.netty.channel.uring.";
  private static final String CONFIG = "io.netty.channel.ChannelConfig#";

  @Override
  public String name() {
    return "Netty's io_uring";
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
  public List<Weave> weaves() {
    return Arrays.asList(
        accepts(URING + "IoUringServerSocketChannel"),
        accepts(URING + "IoUringServerDomainSocketChannel"));
  }

  private static Weave accepts(String listener) {
    return Weave.into(listener, "newChildChannel", NettyAdvice.Accepted.class).whereItExists();
  }

  @Override
  public List<String> members() {
    return Arrays.asList(
        CONFIG + "isAutoRead()Z",
        CONFIG + "setAutoRead(Z)Lio/netty/channel/ChannelConfig;",
        "io.netty.channel.Channel#config()Lio/netty/channel/ChannelConfig;",
        "io.netty.channel.Channel#eventLoop()Lio/netty/channel/EventLoop;");
  }

  @Override
  public String adapter() {
    return "io.github.drainagent.instrumentation.netty.NettyAccept";
  }
}
