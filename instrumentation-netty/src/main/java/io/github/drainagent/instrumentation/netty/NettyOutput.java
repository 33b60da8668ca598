package io.github.drainagent.instrumentation.netty;

import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What a connection has encoded while there was no drain. To look behind each response whether it
 * is with the kernel costs more than all else that is done for an exchange, and nobody wants to
 * know; so a small one counts as over when it is encoded, and the drain, before it takes the
 * connection for idle, has the event loop look once.
 */
final class NettyOutput {

  /** The send buffer that a socket begins with ({@code net.ipv4.tcp_wmem}, the second figure). */
  private static final int SMALL = 16 * 1024;

  /** An event loop that does not look for so long is inside of something, System.exit maybe. */
  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(250);

  private static final AtomicIntegerFieldUpdater<NettyOutput> ENCODED =
      AtomicIntegerFieldUpdater.newUpdater(NettyOutput.class, "encoded");

  /** How many responses; written on the event loop. */
  private volatile int encoded;

  /** Of these, how many are with the kernel for sure; written on the event loop. */
  private volatile int sent;

  /** Up to where it has begun to look: from then on it says itself when they are. */
  private volatile int looked;

  /** Up to where the event loop was asked to look, and when; the drain's own. */
  private int asked;

  private long askedNanos;

  private @Nullable ChannelHandlerContext encoder;

  /**
   * A response has been encoded whose last part has so many bytes.
   *
   * @return whether nobody needs to look for its last byte; to be called before the exchange ends
   */
  boolean takes(ChannelHandlerContext context, long bytes) {
    if (DrainDispatcher.closing || bytes + NettySending.pending(context.channel()) > SMALL) {
      return false;
    }
    encoder = context;
    ENCODED.lazySet(this, encoded + 1);
    return true;
  }

  /** Whether all of it is with the kernel; what isn't known yet may be the next time. */
  boolean isSent() {
    int all = encoded;
    ChannelHandlerContext context = encoder;
    if (sent == all || context == null) {
      return true;
    }
    if (asked != all) {
      asked = all;
      askedNanos = System.nanoTime();
      new Look(all).encodedBy(context);
      return sent == all;
    }
    return looked != all
        && System.nanoTime() - askedNanos > PATIENCE
        && NettySending.isSent(context);
  }

  private final class Look extends NettySending {

    private final int all;

    Look(int all) {
      this.all = all;
    }

    @Override
    public void run() {
      looked = all;
      super.run();
    }

    @Override
    void sent() {
      sent = all;
    }
  }
}
