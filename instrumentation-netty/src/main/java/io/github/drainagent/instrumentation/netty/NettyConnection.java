package io.github.drainagent.instrumentation.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpObjectDecoder;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.ssl.SslHandler;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/** One connection. Its event loop writes it; the drain's thread only reads {@link #idle()}. */
final class NettyConnection {

  /** How long a client that was told of the end may take to close its side. */
  private static final long LINGER_MILLIS = 2_000;

  private static final AtomicIntegerFieldUpdater<NettyConnection> IN_FLIGHT =
      AtomicIntegerFieldUpdater.newUpdater(NettyConnection.class, "inFlight");

  private final NettyAdapter adapter;
  private final Channel channel;
  private final ArrayDeque<NettyExchange> unanswered = new ArrayDeque<>(4);

  volatile HttpObjectDecoder decoder;

  /** It speaks something else now, and is the engine's. */
  volatile boolean upgraded;

  /** Begun and not yet handed to the kernel. */
  private volatile int inFlight;

  /** Of the response that is being encoded. */
  private int status;

  /**
   * The response that says so, or that is followed by the end, was encoded: no request after it.
   */
  private boolean last;

  /** A request came after the last response. It and what follows is dropped. */
  private boolean ignoring;

  private boolean leaving;

  NettyConnection(NettyAdapter adapter, Channel channel, HttpObjectDecoder decoder) {
    this.adapter = adapter;
    this.channel = channel;
    this.decoder = decoder;
  }

  // ---- the way of a request

  void requested(HttpRequest request) {
    NettyExchange newest = unanswered.peekLast();
    if (last) {
      // RFC 9112, 9.6: nothing that is received after the answer with "close" is processed.
      ignoring = true;
    } else if (newest == null || newest.request != request) {
      NettyExchange exchange = new NettyExchange(this, request);
      unanswered.add(exchange);
      IN_FLIGHT.incrementAndGet(this);
      DrainDispatcher.began(exchange, channel);
    }
  }

  boolean ignoresRequests() {
    return ignoring;
  }

  /** In a drain, before the head is encoded. */
  void head(HttpResponse response) {
    int code = response.status().code();
    NettyExchange answered = unanswered.peek();
    if (code < 200
        || unanswered.size() > 1
        || NettyAdapter.isTunnel(code, answered == null ? null : answered.request)
        || hasNext()) {
      return;
    }
    last = true;
    try {
      response.headers().set("Connection", "close");
    } catch (UnsupportedOperationException readOnly) {
      // The connection is closed after this response all the same.
    }
  }

  void responding(HttpResponse response, ChannelHandlerContext context) {
    status = response.status().code();
    NettyExchange answered = unanswered.peek();
    if (NettyAdapter.isTunnel(status, answered == null ? null : answered.request)) {
      upgraded = true;
      finish(unanswered.poll(), context);
    }
  }

  /** The end of a response is encoded. It may be the end of a 1xx, full or not. */
  void responded(ChannelHandlerContext context) {
    if (status < 200 || upgraded) {
      return;
    }
    status = 0;
    finish(unanswered.poll(), context);
  }

  private void finish(@Nullable NettyExchange exchange, ChannelHandlerContext context) {
    NettyExchange ending = exchange;
    if (ending == null) {
      // A response that nobody asked for, 408 for example. It has to get out like any other.
      ending = new NettyExchange(this, null);
      IN_FLIGHT.incrementAndGet(this);
    }
    ending.encodedBy(context);
    try {
      // Later: the encoder is still in the middle of it and has written nothing yet.
      context.executor().execute(ending);
    } catch (RejectedExecutionException noMoreEventLoop) {
      flushed(ending);
    }
  }

  /** The last byte is with the kernel, or the connection has failed. */
  void flushed(NettyExchange exchange) {
    int others = IN_FLIGHT.decrementAndGet(this);
    if (last && !upgraded && others == 0) {
      leave();
    }
    // After the half-close: once nothing is in flight, the JVM may be gone the next moment.
    DrainDispatcher.ended(exchange);
    if (upgraded) {
      DrainDispatcher.closed(channel);
    }
  }

  void removed(Object formerDecoder) {
    if (formerDecoder == decoder && channel.isActive()) {
      upgraded = true;
      if (inFlight == 0) {
        DrainDispatcher.closed(channel);
      }
    }
  }

  // ---- what the decoder is at

  boolean idle() {
    return !upgraded && inFlight == 0 && !isReading() && !adapter.received(decoder).isReadable();
  }

  /** Whether a request is read in part: its head, or its body. */
  private boolean isReading() {
    String state = adapter.state(decoder);
    return state.startsWith("READ_") && !state.equals("READ_INITIAL");
  }

  /** Whether bytes of a further request are here. Body bytes of the current one don't count. */
  private boolean hasNext() {
    String state = adapter.state(decoder);
    if (state.equals("READ_HEADER")) {
      return true;
    }
    return !isReading() && !state.equals("BAD_MESSAGE") && hasText(adapter.received(decoder));
  }

  /** An empty line after a request is no further request. */
  private static boolean hasText(ByteBuf bytes) {
    return bytes.isReadable() && bytes.forEachByte(value -> value <= ' ') >= 0;
  }

  // ---- the end

  private void leave() {
    if (leaving || !channel.isActive()) {
      return;
    }
    leaving = true;
    last = true;
    if (!isReading()) {
      // Somebody has to read, or the client's FIN is never seen.
      channel.config().setAutoRead(true);
    }
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    try {
      Tls.end(channel, done -> halfClose());
    } catch (NoClassDefFoundError noTlsAtAll) {
      halfClose();
    }
    channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void halfClose() {
    if (channel instanceof DuplexChannel) {
      ((DuplexChannel) channel).shutdownOutput();
    } else {
      channel.close();
    }
  }

  /** In a class of its own, because netty-handler need not be there. */
  private static final class Tls {

    /** Says goodbye in TLS where there is TLS, then does the rest. */
    @SuppressWarnings("deprecation") // closeOutbound is missing in 4.1.0
    static void end(Channel channel, ChannelFutureListener then) {
      SslHandler handler = channel.pipeline().get(SslHandler.class);
      (handler == null ? channel.newSucceededFuture() : handler.close()).addListener(then);
    }
  }
}
