package io.github.drainagent.instrumentation.tomcat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * What {@link TomcatHttp2} uses of {@code Http2UpgradeHandler}, which keeps most of it to itself.
 */
final class TomcatHttp2Members {

  private static final String HANDLER = "org.apache.coyote.http2.Http2UpgradeHandler";

  /** RFC 9113, 7. */
  private static final long NO_ERROR = 0;

  private final Class<?> type;
  private final Field streams;
  private final Field lastStream;
  private final Field state;
  private final Enum<?> paused;
  private final Field pings;
  private final Field pingsSent;
  private final Method sendPing;
  private final Method goAway;
  private final Method endpoint;

  private final @Nullable TomcatStreams eventStreams;

  /** In versions that have no such lock, whoever writes synchronizes by itself. */
  private final @Nullable Method lock;

  private TomcatHttp2Members(Class<?> handler) throws ReflectiveOperationException {
    ClassLoader loader = handler.getClassLoader();
    type = handler;
    Class<?> manager = Class.forName(HANDLER + "$PingManager", false, loader);
    streams = TomcatAdapter.field(handler, "activeRemoteStreamCount");
    lastStream = TomcatAdapter.field(handler, "maxProcessedStreamId");
    state = TomcatAdapter.field(handler, "connectionState");
    paused = constant(Class.forName(HANDLER + "$ConnectionState", true, loader), "PAUSED");
    pings = TomcatAdapter.field(handler, "pingManager");
    pingsSent = TomcatAdapter.field(manager, "sequence");
    sendPing = method(manager, "sendPing", boolean.class);
    goAway = method(handler, "writeGoAwayFrame", int.class, long.class, byte[].class);
    endpoint = method(SocketWrapperBase.class, "getEndpoint");
    lock = lock();
    eventStreams = TomcatStreams.find(loader);
  }

  /** {@code null} where the handler is not that of HTTP/2. */
  static @Nullable TomcatHttp2Members of(Object handler) throws ReflectiveOperationException {
    Class<?> type = handler.getClass();
    while (type != null && !type.getName().equals(HANDLER)) {
      type = type.getSuperclass();
    }
    return type == null ? null : new TomcatHttp2Members(type);
  }

  boolean isOf(Object handler) {
    return type.isInstance(handler);
  }

  /** {@code null} where no stream can be ended. */
  @Nullable TomcatStreams eventStreams() {
    return eventStreams;
  }

  boolean hasNoStreams(Object handler) {
    return ((AtomicInteger) get(streams, handler)).get() == 0;
  }

  int lastStream(Object handler) {
    return (Integer) get(lastStream, handler);
  }

  /** How many PINGs it has sent, which is the number of the latest. */
  int pings(Object handler) {
    return (Integer) get(pingsSent, get(pings, handler));
  }

  void ping(SocketWrapperBase<?> connection, Object handler) {
    Lock held = lock == null ? null : (Lock) call(lock, connection);
    if (held != null) {
      held.lock();
    }
    try {
      call(sendPing, get(pings, handler), true);
    } finally {
      if (held != null) {
        held.unlock();
      }
    }
  }

  /** From now on it ignores new streams; false if it did so before. */
  @SuppressWarnings("unchecked")
  boolean stop(Object handler) {
    AtomicReference<Enum<?>> current = (AtomicReference<Enum<?>>) get(state, handler);
    Enum<?> before = Objects.requireNonNull(current.get());
    return before.ordinal() < paused.ordinal() && current.compareAndSet(before, paused);
  }

  void goAway(Object handler, int stream) {
    call(goAway, handler, stream, NO_ERROR, null);
  }

  @Nullable Executor executor(SocketWrapperBase<?> connection) {
    AbstractEndpoint<?, ?> of = (AbstractEndpoint<?, ?>) call(endpoint, connection);
    return of == null ? null : of.getExecutor();
  }

  static Object get(Field field, Object self) {
    try {
      return field.get(self);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws UncheckedIOException where the connection has broken
   */
  static Object call(Method method, Object self, @Nullable Object... arguments) {
    try {
      return method.invoke(self, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IOException) {
        throw new UncheckedIOException((IOException) e.getCause());
      }
      throw new IllegalStateException(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  static Method method(Class<?> type, String name, Class<?>... parameters)
      throws NoSuchMethodException {
    Method method = type.getDeclaredMethod(name, parameters);
    method.setAccessible(true);
    return method;
  }

  private static @Nullable Method lock() {
    try {
      return SocketWrapperBase.class.getMethod("getLock");
    } catch (NoSuchMethodException older) {
      return null;
    }
  }

  private static Enum<?> constant(Class<?> type, String name) throws NoSuchFieldException {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return (Enum<?>) constant;
      }
    }
    throw new NoSuchFieldException(type.getName() + "." + name);
  }
}
