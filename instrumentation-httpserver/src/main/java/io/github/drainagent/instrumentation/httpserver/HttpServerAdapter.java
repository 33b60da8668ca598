package io.github.drainagent.instrumentation.httpserver;

import com.sun.net.httpserver.Headers;
import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.EventStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Knows {@code sun.net.httpserver}, none of which can be compiled against. */
public final class HttpServerAdapter implements Connector {

  private static final String PACKAGE = "sun.net.httpserver.";

  private final MethodHandle channel = getter("HttpConnection", "chan");
  private final MethodHandle state = getter("HttpConnection", "state");
  private final MethodHandle tls = getter("HttpConnection", "sslStreams");
  private final MethodHandle input = getter("HttpConnection", "raw");
  private final MethodHandle output = getter("HttpConnection", "rawout");
  private final MethodHandle closed = getter("HttpConnection", "closed");
  private final MethodHandle setClosed = setter("HttpConnection", "closed");
  private final MethodHandle closeConnection = method("HttpConnection", "close");
  private final MethodHandle connectionOf = getter("ExchangeImpl", "connection");
  private final MethodHandle request = getter("ExchangeImpl", "method");
  private final MethodHandle uri = getter("ExchangeImpl", "uri");
  private final MethodHandle responseHeaders = getter("ExchangeImpl", "rspHdrs");
  private final MethodHandle requestLength = getter("ExchangeImpl", "reqContentLen");
  private final MethodHandle requestBody = getter("ExchangeImpl", "uis_orig");
  private final MethodHandle setClose = setter("ExchangeImpl", "close");
  private final MethodHandle isAtEnd = method("LeftOverInputStream", "isEOF");

  /** Nobody will answer on them. */
  private final Set<Object> abandoned =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final HttpServerEventStreams streams = new HttpServerEventStreams();
  private final Linger linger = new Linger(this::closeNow);

  public HttpServerAdapter() throws ReflectiveOperationException {}

  @Override
  public String name() {
    return "JDK HttpServer " + System.getProperty("java.version");
  }

  @Override
  public @Nullable Object transport(Object connection) {
    return get(channel, connection);
  }

  @Override
  public boolean idle(Object connection) {
    return isBetweenRequests(connection) || abandoned.contains(connection);
  }

  private boolean isBetweenRequests(Object connection) {
    Object current = get(state, connection);
    String name = current == null ? "" : ((Enum<?>) current).name();
    return name.equals("IDLE") || name.equals("NEWLY_ACCEPTED");
  }

  @Override
  public EventStream eventStream(Object exchange) {
    return streams.kind(exchange);
  }

  @Override
  public String describe(Object exchange) {
    return get(request, exchange) + " " + get(uri, exchange);
  }

  @Override
  public void event(int point, Object self, @Nullable Object argument) {
    switch (point) {
      case HttpServerAdvice.HEAD:
        head(self);
        break;
      case HttpServerAdvice.CLOSE:
        closing(self);
        break;
      case HttpServerAdvice.ABANDONED:
        if (argument != null) {
          abandoned.add(argument);
        }
        break;
      default:
        break;
    }
  }

  private void head(Object exchange) {
    Headers headers = (Headers) get(responseHeaders, exchange);
    if (headers != null && !hasNext(exchange)) {
      headers.set("Connection", "close");
      run(setClose, exchange, true);
    }
  }

  /**
   * Whether the server has read bytes of a pipelined request. What is still in the kernel can't be
   * seen before JDK 19, and need not be served (RFC 9112, 9.6).
   */
  private boolean hasNext(Object exchange) {
    Object body = get(requestBody, exchange);
    Object connection = get(connectionOf, exchange);
    boolean read =
        Long.valueOf(0).equals(get(requestLength, exchange))
            || (body != null && Boolean.TRUE.equals(get(isAtEnd, body)));
    try {
      InputStream in = connection == null ? null : (InputStream) get(input, connection);
      return read && in != null && in.available() > 0;
    } catch (IOException gone) {
      return false;
    }
  }

  /**
   * Under the connection's lock, at the start of its {@code close()}. Between requests nobody reads
   * or writes; at any other time a close has to free whoever does, and is left alone.
   */
  private void closing(Object connection) {
    SocketChannel open = (SocketChannel) get(channel, connection);
    if (open == null
        || linger.isOwnThread()
        || Boolean.TRUE.equals(get(closed, connection))
        || !isBetweenRequests(connection)) {
      return;
    }
    try {
      OutputStream out = (OutputStream) get(output, connection);
      if (out != null && get(tls, connection) != null) {
        out.close(); // says goodbye in TLS, which has to be before the FIN
      }
      linger.add(connection, open);
    } catch (IOException gone) {
      return;
    }
    // With the flag set the rest of close() does nothing.
    run(setClosed, connection, true);
  }

  private void closeNow(Object connection) {
    // The lock of close(): the one that put it off may not have set the flag yet.
    synchronized (connection) {
      run(setClosed, connection, false);
      get(closeConnection, connection);
    }
  }

  // ---- by name

  static MethodHandle getter(String type, String name) throws ReflectiveOperationException {
    return MethodHandles.lookup().unreflectGetter(field(type, name));
  }

  private static MethodHandle setter(String type, String name) throws ReflectiveOperationException {
    return MethodHandles.lookup().unreflectSetter(field(type, name));
  }

  private static Field field(String type, String name) throws ReflectiveOperationException {
    Field field = Class.forName(PACKAGE + type).getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private static MethodHandle method(String type, String name) throws ReflectiveOperationException {
    Method method = Class.forName(PACKAGE + type).getDeclaredMethod(name);
    method.setAccessible(true);
    return MethodHandles.lookup().unreflect(method);
  }

  static @Nullable Object get(MethodHandle handle, Object self) {
    try {
      return handle.invoke(self);
    } catch (Throwable unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  private static void run(MethodHandle handle, Object self, boolean value) {
    try {
      handle.invoke(self, value);
    } catch (Throwable unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }
}
