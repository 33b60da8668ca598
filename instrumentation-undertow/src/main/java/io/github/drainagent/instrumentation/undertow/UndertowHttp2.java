package io.github.drainagent.instrumentation.undertow;

import io.undertow.protocols.http2.Http2Channel;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.ChannelListeners;
import org.xnio.channels.StreamSinkChannel;

/**
 * The end of one connection of HTTP/2. Undertow has one GOAWAY, and closes the connection behind
 * it, streams and all; so both are made here, of its own frame, which advice keeps from being the
 * last. Only the connection's own thread writes this.
 */
final class UndertowHttp2 {

  /** Whoever sees this come back knows that the client has read the GOAWAY before it. */
  private static final byte[] PING = {'d', 'r', 'a', 'i', 'n', 'i', 'n', 'g'};

  /** Nanoseconds, for a client that answers no PING. */
  private static final long ROUND_TRIP = TimeUnit.SECONDS.toNanos(1);

  /** RFC 9113, 6.8: the first GOAWAY names the highest stream that there can be. */
  private static final int ANY_STREAM = Integer.MAX_VALUE;

  private final Http2Channel channel;
  private final Frames frames;
  private boolean saying;

  /**
   * When the first GOAWAY was with the kernel, or failed; 0 before, as a busy thread may take its
   * time.
   */
  private volatile long told;

  /** The client knows which streams are the last. */
  private volatile boolean said;

  /** Ends of streams that are asked for, and neither with the kernel nor given up. */
  private final AtomicInteger ends = new AtomicInteger();

  UndertowHttp2(Http2Channel channel, Frames frames) {
    this.channel = channel;
    this.frames = frames;
  }

  /** While it is being made. */
  static void enter(Http2Channel channel) {
    if (!channel.isClient()) {
      channel.addCloseTask(DrainDispatcher::closed);
      DrainDispatcher.opened(UndertowFamily.ID, channel);
    }
  }

  /** From any thread. */
  void announce() {
    onItsThread(
        () -> {
          goAway(ANY_STREAM, () -> told = System.nanoTime());
          channel.sendPing(PING.clone());
        });
  }

  /**
   * Whether the last stream was named and no end is on its way; where no PING came back, its time
   * is looked at.
   */
  boolean isSaid() {
    if (!said && told != 0 && System.nanoTime() - told > ROUND_TRIP) {
      onItsThread(this::nameTheLast);
    }
    return said && ends.get() == 0;
  }

  /** From any thread. */
  void endStream(UndertowStreamEnd end) {
    ends.incrementAndGet(); // an exchange may be over before the end of its stream is sent
    if (!onItsThread(end)) {
      streamIsEnded();
    }
  }

  void streamIsEnded() {
    ends.decrementAndGet();
  }

  /** A PING has come back. */
  void ponged(byte[] data) {
    if (Arrays.equals(PING, data)) {
      nameTheLast();
    }
  }

  private void nameTheLast() {
    if (!saying) {
      saying = true;
      goAway(frames.lastStream(channel), () -> said = true);
    }
  }

  private void goAway(int lastStream, Runnable then) {
    try {
      send(frames.goAway(channel, lastStream), then);
    } catch (RuntimeException e) {
      then.run(); // or the connection would be waited for until the timeout
      DrainDispatcher.suppressed(e);
    }
  }

  /** Returns false where that has stopped, and with it its connections. */
  private boolean onItsThread(Runnable task) {
    try {
      channel.getIoThread().execute(task);
      return true;
    } catch (RejectedExecutionException stopped) {
      return false;
    }
  }

  /**
   * @param then once it is with the kernel, or has failed: then nobody need wait for it either
   */
  static void send(StreamSinkChannel frame, Runnable then) {
    try {
      frame.shutdownWrites();
      if (!frame.flush()) {
        frame
            .getWriteSetter()
            .set(
                ChannelListeners.flushingChannelListener(
                    sent -> then.run(), (of, e) -> then.run()));
        frame.resumeWrites();
        return;
      }
    } catch (IOException gone) {
      // Undertow is about to see it too
    }
    then.run();
  }

  /** What Undertow keeps for itself of its frames. */
  static final class Frames {

    /** RFC 9113, 7. */
    private static final int NO_ERROR = 0;

    private final Constructor<?> goAway;
    private final Field lastGoodStreamId;

    Frames() throws ReflectiveOperationException {
      goAway =
          Class.forName(
                  "io.undertow.protocols.http2.Http2GoAwayStreamSinkChannel",
                  false,
                  Http2Channel.class.getClassLoader())
              .getDeclaredConstructor(Http2Channel.class, int.class, int.class);
      goAway.setAccessible(true);
      lastGoodStreamId = Http2Channel.class.getDeclaredField("lastGoodStreamId");
      lastGoodStreamId.setAccessible(true);
    }

    StreamSinkChannel goAway(Http2Channel channel, int lastStream) {
      try {
        return (StreamSinkChannel) goAway.newInstance(channel, NO_ERROR, lastStream);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    /** The highest stream of which a frame came. */
    int lastStream(Http2Channel channel) {
      try {
        return lastGoodStreamId.getInt(channel);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
