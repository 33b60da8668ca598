package io.github.drainagent.instrumentation.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * One connection of HTTP/2: each of its streams is an exchange. Its event loop writes it; the
 * drain's thread only reads {@link #idle()}.
 */
final class NettyHttp2 extends Http2ConnectionAdapter {

  /** Whoever sees this come back knows that the client has read the GOAWAY before it. */
  private static final long PING = 0x64_72_61_69_6e_21L;

  /** For a client that answers no PING. */
  private static final long ROUND_TRIP_MILLIS = 1_000;

  /** RFC 9113, 6.8: the first GOAWAY names the highest stream that there can be. */
  private static final int ANY_STREAM = Integer.MAX_VALUE;

  /** RFC 9113, 7. */
  private static final long NO_ERROR = 0;

  private static final AtomicIntegerFieldUpdater<NettyHttp2> IN_FLIGHT =
      AtomicIntegerFieldUpdater.newUpdater(NettyHttp2.class, "inFlight");

  private final ChannelHandlerContext context;
  private final Http2ConnectionHandler handler;
  private final Http2Connection.PropertyKey exchange;

  private final NettyOutput output = new NettyOutput();

  private volatile int inFlight;

  /** The client knows which streams are the last. */
  private volatile boolean said;

  private boolean saying;

  NettyHttp2(ChannelHandlerContext context, Http2ConnectionHandler handler) {
    this.context = context;
    this.handler = handler;
    exchange = handler.connection().newKey();
    new NettyStreamEnd(context, handler, 0); // loaded now, and not in a drain
  }

  /**
   * A handler is in a pipeline.
   *
   * @param added a {@code Http2ConnectionHandler}, whose name the adapter can't use
   */
  static void enter(ChannelHandlerContext context, Object added) {
    Http2ConnectionHandler handler = (Http2ConnectionHandler) added;
    if (handler.connection().isServer()) {
      NettyHttp2 connection = new NettyHttp2(context, handler);
      context.channel().attr(NettyAdapter.HTTP2).set(connection);
      NettyAdapter.open(context.channel());
      handler.connection().addListener(connection);
    }
  }

  // ---- the way of a stream

  @Override
  public void onStreamActive(Http2Stream stream) {
    NettyStream begun = new NettyStream(this, stream.id());
    stream.setProperty(exchange, begun);
    IN_FLIGHT.incrementAndGet(this);
    DrainDispatcher.began(begun, context.channel());
  }

  @Override
  public void onStreamClosed(Http2Stream stream) {
    NettyStream closed = stream.removeProperty(exchange);
    if (closed != null && output.takes(context, 0)) {
      closed.sent();
    } else if (closed != null) {
      closed.encodedBy(context);
    }
  }

  /** The head of a stream's response was written. */
  void isOfEvents(int id) {
    Http2Stream stream = handler.connection().stream(id);
    NettyStream begun = stream == null ? null : stream.getProperty(exchange);
    if (begun != null) {
      begun.ofEvents = true;
    }
  }

  void sent(NettyStream stream) {
    IN_FLIGHT.decrementAndGet(this);
    DrainDispatcher.ended(stream);
  }

  /** A FIN before the client knows which streams are the last would take some from it. */
  boolean idle() {
    return said && inFlight == 0 && output.isSent();
  }

  // ---- the end

  /** From any thread. */
  void endStream(int id) {
    try {
      context.executor().execute(() -> new NettyStreamEnd(context, handler, id).send());
    } catch (RejectedExecutionException noMoreEventLoop) {
      // the connection is closed
    }
  }

  /** From any thread. */
  void announceEnd() {
    try {
      context.executor().execute(this::announce);
    } catch (RejectedExecutionException noMoreEventLoop) {
      said = true;
    }
  }

  private void announce() {
    if (hasItsOwnWay(handler.getClass().getName())) {
      context.channel().close();
      return;
    }
    goAway(ANY_STREAM);
    try {
      handler.encoder().writePing(context, false, PING, context.newPromise());
    } catch (NoSuchMethodError ofAnOlderNetty) {
      // the time will do
    }
    context.flush();
    context.executor().schedule(this::nameTheLast, ROUND_TRIP_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** These answer a close with both GOAWAYs and then wait for their streams. */
  private static boolean hasItsOwnWay(String type) {
    return type.endsWith("io.grpc.netty.NettyServerHandler")
        || type.equals("com.linecorp.armeria.server.Http2ServerConnectionHandler");
  }

  /** A PING has come back. */
  void ponged(long data) {
    if (data == PING) {
      nameTheLast();
    }
  }

  private void nameTheLast() {
    if (!saying) {
      saying = true;
      goAway(handler.connection().remote().lastStreamCreated());
      context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> said = true);
    }
  }

  private void goAway(int last) {
    handler.goAway(context, last, NO_ERROR, Unpooled.EMPTY_BUFFER, context.newPromise());
  }
}
