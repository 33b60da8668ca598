package io.github.drainagent.instrumentation.netty;

import io.github.drainagent.engine.spi.Connector;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The accept of a listener on io_uring. It stays in the kernel for as many clients as come, and
 * holds the socket that it was begun on, so that its port would be open after its descriptor was
 * given to another.
 */
public final class NettyAccept implements Connector {

  /** For the kernel to have let go of it. */
  private static final long PAUSE_MILLIS = 1;

  @Override
  public String name() {
    return "Netty";
  }

  @Override
  public void event(int point, Object self, @Nullable Object argument) {
    renew((Channel) self);
  }

  /** Takes it back and begins it anew, by the number of the descriptor. */
  static void renew(Channel listener) {
    listener.eventLoop().execute(() -> pause(listener));
  }

  /** Where it is paused already, whoever did that goes on with it. */
  private static void pause(Channel listener) {
    if (listener.config().isAutoRead()) {
      listener.config().setAutoRead(false);
      listener
          .eventLoop()
          .schedule(() -> listener.config().setAutoRead(true), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  // ---- it reports listeners, and no connection

  @Override
  public @Nullable Object transport(Object connection) {
    return null;
  }

  @Override
  public boolean idle(Object connection) {
    return false;
  }

  @Override
  public @Nullable String describe(Object exchange) {
    return null;
  }
}
