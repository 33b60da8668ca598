package io.github.drainagent.instrumentation.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpObjectDecoder;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.IllegalReferenceCountException;
import java.util.ArrayDeque;
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
  private final ArrayDeque<NettyRequest> unanswered = new ArrayDeque<>(4);
  private final NettyOutput output = new NettyOutput();

  /**
   * One that is over, for the next: the engine finds a key that it has seen before in one look, and
   * nothing is allocated for it.
   */
  private @Nullable NettyRequest spare;

  volatile HttpObjectDecoder decoder;

  /** It speaks something else now, and is the engine's. */
  volatile boolean upgraded;

  private volatile boolean webSocket;

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
    NettyRequest newest = unanswered.peekLast();
    if (last) {
      // RFC 9112, 9.6: nothing that is received after the answer with "close" is processed.
      ignoring = true;
    } else if (newest == null || newest.request() != request) {
      NettyRequest exchange = spare == null ? new NettyRequest(this) : spare;
      spare = null;
      exchange.begins(request);
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
    NettyRequest answered = unanswered.peek();
    if (code < 200
        || unanswered.size() > 1
        || NettyAdapter.isTunnel(code, answered == null ? null : answered.request())
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
    NettyRequest answered = unanswered.peek();
    if (answered != null) {
      answered.responded = response.headers();
    }
    if (NettyAdapter.isTunnel(status, answered == null ? null : answered.request())) {
      upgraded = true;
      finish(unanswered.poll(), context);
    }
  }

  /** The end of a response is encoded. It may be the end of a 1xx, full or not. */
  void responded(LastHttpContent end, ChannelHandlerContext context) {
    if (status < 200 || upgraded) {
      return;
    }
    status = 0;
    NettyRequest answered = unanswered.poll();
    if (answered != null && output.takes(context, size(end))) {
      flushed(answered);
      answered.isOver();
      spare = answered;
    } else {
      finish(answered, context);
    }
  }

  /** The encoder has released it already: of some that is all there is to know. */
  private static long size(LastHttpContent encoded) {
    try {
      return encoded.content().readableBytes();
    } catch (IllegalReferenceCountException released) {
      return Integer.MAX_VALUE;
    }
  }

  private void finish(@Nullable NettyRequest exchange, ChannelHandlerContext context) {
    NettyRequest ending = exchange;
    if (ending == null) {
      // A response that nobody asked for, 408 for example. It has to get out like any other.
      ending = new NettyRequest(this);
      IN_FLIGHT.incrementAndGet(this);
    }
    ending.encodedBy(context);
  }

  /** The last byte is with the kernel, or the connection has failed. */
  void flushed(NettyRequest exchange) {
    int others = IN_FLIGHT.decrementAndGet(this);
    if (last && !upgraded && others == 0) {
      leave();
    }
    // After the half-close: once nothing is in flight, the JVM may be gone the next moment.
    DrainDispatcher.ended(exchange);
    if (upgraded) {
      release();
    }
  }

  void removed(Object formerDecoder) {
    if (formerDecoder == decoder && channel.isActive()) {
      upgraded = true;
      if (inFlight == 0) {
        release();
      }
    }
  }

  /** Gives it back to the engine, unless its new protocol is known too. */
  private void release() {
    webSocket = webSocket || NettyWebSocket.is(channel);
    if (!webSocket && !NettyAdapter.isHttp2(channel)) {
      DrainDispatcher.closed(channel);
    }
  }

  boolean isWebSocket() {
    return webSocket;
  }

  boolean isInTls() {
    try {
      return Tls.is(channel);
    } catch (NoClassDefFoundError noTlsAtAll) {
      return false;
    }
  }

  // ---- what the decoder is at

  boolean idle() {
    return !upgraded
        && inFlight == 0
        && output.isSent()
        && !isReading()
        && !adapter.received(decoder).isReadable();
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

  /** Below Netty: its own way fires an event, and there are servers that complain of it. */
  private void halfClose() {
    if (!DrainDispatcher.outputEnds(channel)) {
      channel.close();
    }
  }

  /** In a class of its own, because netty-handler need not be there. */
  private static final class Tls {

    static boolean is(Channel channel) {
      return channel.pipeline().get(SslHandler.class) != null;
    }

    /** Says goodbye in TLS where there is TLS, then does the rest. */
    @SuppressWarnings("deprecation") // closeOutbound is missing in 4.1.0
    static void end(Channel channel, ChannelFutureListener then) {
      SslHandler handler = channel.pipeline().get(SslHandler.class);
      (handler == null ? channel.newSucceededFuture() : handler.close()).addListener(then);
    }
  }
}
