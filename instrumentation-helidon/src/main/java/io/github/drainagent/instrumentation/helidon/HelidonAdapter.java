package io.github.drainagent.instrumentation.helidon;

import static java.util.Objects.requireNonNull;

import io.github.drainagent.engine.spi.Connector;
import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.engine.spi.Protocol;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Helidon, seen from outside its threads and by name. */
public final class HelidonAdapter implements Connector {

  static final String WEBSERVER = "io.helidon.webserver.";

  private final Class<?> handler = type(WEBSERVER + "ConnectionHandler");
  private final Field socket = field(handler, "socket");
  private final Field connectionOf = field(handler, "connection");

  private final Class<?> http1 = type(WEBSERVER + "http1.Http1Connection");
  private final Field context = field(http1, "ctx");
  private final Field reader = field(http1, "reader");
  private final Field thread = field(http1, "myThread");
  private final Field upgraded = field(http1, "upgradeConnection");
  private final Field betweenRequests = field(http1, "currentlyReadingPrologue");
  private final Field bodySize = field(http1, "currentEntitySize");
  private final Field bodyRead = field(http1, "currentEntitySizeRead");
  private final Method available =
      type("io.helidon.common.buffers.DataReader").getMethod("available");

  private final Method headers;
  private final Method set;
  private final Method remove;
  private final Method method;
  private final Method text;
  private final Method path;
  private final Method rawPath;
  private final Object close = constant("HeaderValues", "CONNECTION_CLOSE");
  private final Object name = constant("HeaderNames", "CONNECTION");
  private final Method executor = type(WEBSERVER + "ConnectionContext").getMethod("executor");
  private final HelidonEventStreams streams = new HelidonEventStreams();
  private final @Nullable HelidonWebSockets webSockets = HelidonWebSockets.orNone();

  public HelidonAdapter() throws ReflectiveOperationException {
    headers = type(WEBSERVER + "http.ServerResponse").getMethod("headers");
    Class<?> writable = type("io.helidon.http.WritableHeaders");
    set = writable.getMethod("set", type("io.helidon.http.Header"));
    remove = writable.getMethod("remove", type("io.helidon.http.HeaderName"));
    method = type("io.helidon.http.HttpPrologue").getMethod("method");
    text = method.getReturnType().getMethod("text");
    path = type("io.helidon.http.HttpPrologue").getMethod("uriPath");
    rawPath = path.getReturnType().getMethod("rawPath");
  }

  @Override
  public String name() {
    Package webserver = handler.getPackage();
    String version = webserver == null ? null : webserver.getImplementationVersion();
    return version == null ? "Helidon" : "Helidon " + version;
  }

  /** A {@code Socket}, from 4.4 on a {@code SocketChannel}. */
  @Override
  public @Nullable Object transport(Object connection) {
    Object current = get(context, connection);
    return handler.isInstance(current) ? get(socket, current) : null;
  }

  @Override
  public Protocol protocol(Object connection) {
    return webSocket(connection) == null ? Protocol.HTTP_1 : Protocol.WEBSOCKET;
  }

  private @Nullable Object webSocket(Object connection) {
    Object now = get(upgraded, connection);
    return webSockets != null && webSockets.isOne(now) ? now : null;
  }

  @Override
  public void announceEnd(Object connection) {
    Object webSocket = webSocket(connection);
    if (webSockets != null && webSocket != null) {
      Executor server = (Executor) call(executor, get(context, connection));
      webSockets.announceEnd(webSocket, requireNonNull(server));
    }
  }

  @Override
  public EventStream eventStream(Object exchange) {
    return streams.kind(exchange);
  }

  @Override
  public boolean idle(Object connection) {
    if (get(upgraded, connection) != null) {
      if (webSocket(connection) == null) {
        DrainDispatcher.closed(connection); // of other protocols nothing is known but their bytes
      }
      return false;
    }
    return Boolean.TRUE.equals(get(betweenRequests, connection))
        && isParked((Thread) get(thread, connection))
        && buffered(connection) == 0;
  }

  private static boolean isParked(@Nullable Thread thread) {
    Thread.State state = thread == null ? null : thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  @Override
  public String describe(Object exchange) {
    return call(text, call(method, exchange)) + " " + call(rawPath, call(path, exchange));
  }

  @Override
  public void event(int point, Object self, @Nullable Object argument) {
    if (point == HelidonAdvice.SENDS && webSockets != null) {
      webSockets.sends(self);
    } else if (point == HelidonAdvice.SENT && webSockets != null) {
      webSockets.sent(self);
    } else if (point == HelidonAdvice.SINK && argument != null) {
      streams.sinkBegan(argument);
    } else if (argument != null) {
      ofResponse(point, self, argument);
    }
  }

  private void ofResponse(int point, Object self, Object argument) {
    if (point == HelidonAdvice.HEAD) {
      Object connection = handler.isInstance(self) ? get(connectionOf, self) : null;
      if (http1.isInstance(connection) && !hasNext(connection)) {
        call(set, argument, close);
      }
    } else if (point == HelidonAdvice.WRITTEN) {
      call(remove, call(headers, argument), name);
    } else if (point == HelidonAdvice.STREAMED) {
      streams.began(self, argument);
    }
  }

  /** Of a request whose body is not read yet, what comes behind can't be told. */
  private boolean hasNext(Object connection) {
    long size = (Long) requireNonNull(get(bodySize, connection));
    boolean read = size == 0 || size == (Long) requireNonNull(get(bodyRead, connection));
    return read && buffered(connection) + inKernel(connection) > 0;
  }

  private int buffered(Object connection) {
    return (Integer) requireNonNull(call(available, get(reader, connection)));
  }

  private int inKernel(Object connection) {
    Object carrier = transport(connection);
    Socket plain =
        carrier instanceof SocketChannel ? ((SocketChannel) carrier).socket() : (Socket) carrier;
    try {
      return plain == null ? 0 : plain.getInputStream().available();
    } catch (IOException gone) {
      return 0;
    }
  }

  // ---- by name

  static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, false, HelidonAdapter.class.getClassLoader());
  }

  static Object constant(String type, String name) throws ReflectiveOperationException {
    return requireNonNull(type("io.helidon.http." + type).getField(name).get(null));
  }

  static Field field(Class<?> type, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  static @Nullable Object get(Field field, Object of) {
    try {
      return field.get(of);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  static @Nullable Object call(Method method, @Nullable Object on, Object... arguments) {
    try {
      return method.invoke(on, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
