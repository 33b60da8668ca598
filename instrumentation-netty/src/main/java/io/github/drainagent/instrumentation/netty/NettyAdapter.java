package io.github.drainagent.instrumentation.netty;

import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.engine.spi.Protocol;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectDecoder;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.Version;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows Netty's types. What happens on one connection is in {@link NettyConnection}. */
public final class NettyAdapter implements Connector {

  private static final AttributeKey<NettyConnection> CONNECTION =
      AttributeKey.valueOf("io.github.drainagent.connection");

  /** Its class can be used only where there is HTTP/2, and the key is there without. */
  static final AttributeKey<NettyHttp2> HTTP2 = AttributeKey.valueOf("io.github.drainagent.http2");

  /** {@code HttpObjectDecoder.currentState}, an enum that is private to it. */
  private final MethodHandle state;

  private final MethodHandle received;

  public NettyAdapter() throws ReflectiveOperationException {
    Field current = HttpObjectDecoder.class.getDeclaredField("currentState");
    current.setAccessible(true);
    state = MethodHandles.lookup().unreflectGetter(current);
    Method buffer = ByteToMessageDecoder.class.getDeclaredMethod("internalBuffer");
    buffer.setAccessible(true);
    received = MethodHandles.lookup().unreflect(buffer);
  }

  @Override
  public String name() {
    Version version = Version.identify(Channel.class.getClassLoader()).get("netty-codec-http");
    return version == null ? "Netty" : "Netty " + version.artifactVersion();
  }

  @Override
  public @Nullable Object transport(Object connection) {
    Channel.Unsafe unsafe = ((Channel) connection).unsafe();
    if (unsafe instanceof AbstractNioChannel.NioUnsafe) {
      return ((AbstractNioChannel.NioUnsafe) unsafe).ch();
    }
    try {
      return connection instanceof UnixChannel ? ((UnixChannel) connection).fd().intValue() : null;
    } catch (NoClassDefFoundError noNativeTransport) {
      return null;
    }
  }

  @Override
  public boolean idle(Object connection) {
    NettyHttp2 http2 = ((Channel) connection).attr(HTTP2).get();
    if (http2 != null) {
      return http2.idle();
    }
    NettyConnection known = ((Channel) connection).attr(CONNECTION).get();
    return known != null && known.idle();
  }

  @Override
  public boolean dependsOn(Object connection, Thread thread) {
    Channel channel = (Channel) connection;
    return channel.isRegistered() && channel.eventLoop().inEventLoop(thread);
  }

  @Override
  public Protocol protocol(Object connection) {
    NettyConnection known = ((Channel) connection).attr(CONNECTION).get();
    return isHttp2((Channel) connection)
        ? Protocol.HTTP_2
        : known != null && known.isWebSocket() ? Protocol.WEBSOCKET : Protocol.HTTP_1;
  }

  @Override
  public void announceEnd(Object connection) {
    NettyHttp2 http2 = ((Channel) connection).attr(HTTP2).get();
    if (http2 != null) {
      http2.announceEnd();
    } else {
      NettyWebSocket.announceEnd((Channel) connection);
    }
  }

  @Override
  public EventStream eventStream(Object exchange) {
    return ((NettyExchange) exchange).eventStream();
  }

  @Override
  public void endStream(Object exchange) {
    if (exchange instanceof NettyStream) {
      ((NettyStream) exchange).end();
    }
  }

  static boolean isHttp2(Channel channel) {
    return channel.attr(HTTP2).get() != null;
  }

  @Override
  public @Nullable String describe(Object exchange) {
    return ((NettyExchange) exchange).describe();
  }

  @Override
  public void event(int point, Object self, @Nullable Object argument) {
    ChannelHandlerContext context = (ChannelHandlerContext) self;
    Channel channel = context.channel();
    if (!(channel.parent() instanceof ServerChannel)) {
      return;
    }
    NettyConnection connection = channel.attr(CONNECTION).get();
    if (point == NettyAdvice.DECODING && argument != null) {
      decoding(channel, connection, (HttpObjectDecoder) argument);
    } else if (point == NettyAdvice.HTTP2 && argument != null) {
      if (!isHttp2(channel)) {
        NettyHttp2.enter(context, argument);
      }
    } else if (point == NettyAdvice.PONG && argument != null && isHttp2(channel)) {
      channel.attr(HTTP2).get().ponged((Long) argument);
    } else if (point == NettyAdvice.EVENTS && argument != null && isHttp2(channel)) {
      channel.attr(HTTP2).get().isOfEvents((Integer) argument);
    } else if (connection != null && !connection.upgraded && argument != null) {
      dispatch(point, connection, context, argument);
    }
  }

  private static void dispatch(
      int point, NettyConnection connection, ChannelHandlerContext context, Object argument) {
    switch (point) {
      case NettyAdvice.DECODED:
        decoded(connection, (List<?>) argument);
        break;
      case NettyAdvice.HEAD:
        connection.head((HttpResponse) argument);
        break;
      case NettyAdvice.ENCODED:
        encoded(connection, context, argument);
        break;
      case NettyAdvice.REMOVED:
        connection.removed(argument);
        break;
      default:
        break;
    }
  }

  private void decoding(
      Channel channel, @Nullable NettyConnection known, HttpObjectDecoder decoder) {
    if (known != null) {
      known.decoder = decoder;
      return;
    }
    channel.attr(CONNECTION).set(new NettyConnection(this, channel, decoder));
    open(channel);
  }

  static void open(Channel channel) {
    DrainDispatcher.opened(NettyFamily.ID, channel);
    channel.closeFuture().addListener(closed -> DrainDispatcher.closed(channel));
  }

  private static void decoded(NettyConnection connection, List<?> messages) {
    for (int i = 0; i < messages.size(); i++) {
      Object message = messages.get(i);
      HttpRequest request = NettyMessage.request(message);
      if (request != null) {
        connection.requested(request);
      }
      if (connection.ignoresRequests()) {
        messages.remove(i--);
        ReferenceCountUtil.release(message);
      }
    }
  }

  private static void encoded(
      NettyConnection connection, ChannelHandlerContext context, Object message) {
    HttpResponse response = NettyMessage.response(message);
    if (response != null) {
      connection.responding(response, context);
    }
    LastHttpContent last = NettyMessage.last(message);
    if (last != null) {
      connection.responded(last, context);
    }
  }

  // ---- what the decoder is at

  /** The name of the decoder's state. */
  String state(HttpObjectDecoder decoder) {
    try {
      return ((Enum<?>) state.invoke(decoder)).name();
    } catch (Throwable unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  /** Received and not yet decoded. */
  ByteBuf received(HttpObjectDecoder decoder) {
    try {
      return (ByteBuf) received.invoke((ByteToMessageDecoder) decoder);
    } catch (Throwable unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  static boolean isTunnel(int status, @Nullable HttpRequest request) {
    return status == 101
        || (status / 100 == 2 && request != null && HttpMethod.CONNECT.equals(request.method()));
  }
}
