package io.github.drainagent.instrumentation.undertow;

import io.undertow.protocols.http2.Http2Channel;
import io.undertow.protocols.http2.Http2DataStreamSinkChannel;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.ChannelListener.SimpleSetter;
import org.xnio.ChannelListeners;

/**
 * The end of one stream of HTTP/2. A thread of the application's may be anywhere between asking
 * whether the stream is open and queueing a frame of it, and no lock of Undertow's is held
 * meanwhile. But only the connection's own thread takes queued frames to where they are written,
 * and it drops those of a sink that is broken. So, on that thread and while no frame of the stream
 * is on its way, its sink is broken, and the end is sent by a sink of ours: whatever is queued
 * later is dropped, and whatever was queued before was written.
 */
final class UndertowStreamEnd implements Runnable {

  /** An application that writes all the time is between two frames most of the time. */
  private static final int LOOKS = 20;

  private static final long BETWEEN_LOOKS_MILLIS = 1;

  private final UndertowHttp2 connection;
  private final Http2Channel channel;
  private final HttpServerExchange exchange;
  private final Http2DataStreamSinkChannel sink;
  private final UndertowSinks sinks;
  private final AtomicBoolean over = new AtomicBoolean();
  private int looks;

  /**
   * @param channel that of the connection
   */
  UndertowStreamEnd(
      UndertowHttp2 connection,
      Http2Channel channel,
      HttpServerExchange exchange,
      UndertowSinks sinks) {
    this.connection = connection;
    this.channel = channel;
    this.exchange = exchange;
    this.sinks = sinks;
    sink = sinks.of(exchange);
  }

  /** On the connection's thread; what else it does comes between two looks. */
  @Override
  public void run() {
    try {
      if (!sinks.isOpen(sink)) {
        finish();
      } else if (sinks.breakBetweenFrames(channel, sink)) {
        UndertowHttp2.send(sinks.end(channel, sink.getStreamId()), this::sent);
      } else if (++looks < LOOKS) {
        channel.getIoThread().executeAfter(this, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
      } else {
        finish(); // what waits for the client's window comes first
      }
    } catch (RejectedExecutionException stopped) {
      finish(); // its connections end with it
    } catch (RuntimeException e) {
      finish();
      DrainDispatcher.suppressed(e);
    }
  }

  /** The end is with the kernel, or failed; the application may be asleep until its next event. */
  private void sent() {
    DrainDispatcher.ended(exchange);
    finish();
    tellTheApplication();
  }

  /** Telling the application may fail behind the first one. */
  private void finish() {
    if (over.compareAndSet(false, true)) {
      connection.streamIsEnded();
    }
  }

  /** As Undertow does where a client has reset its stream. */
  @SuppressWarnings("unchecked") // Undertow makes it of this type
  private void tellTheApplication() {
    SimpleSetter<Http2DataStreamSinkChannel> closing =
        (SimpleSetter<Http2DataStreamSinkChannel>) (Object) sink.getCloseSetter();
    ChannelListeners.invokeChannelListener(sink, closing.get());
    if (sink.isWriteResumed()) {
      sink.wakeupWrites();
    }
  }
}
