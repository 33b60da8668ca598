package io.github.drainagent.instrumentation.jetty;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * What has one name on all lines of Jetty but not one type: {@code HttpConnection} and the channel
 * moved in 12, {@code HttpURI} became an interface in 10 and {@code Request} in 12, so typed code
 * links with one of them only. Nothing here is called outside of a drain.
 */
final class JettyTypes {

  /** From a class, and not in words: who has packed a Jetty of his own may have moved it. */
  static final String HOME = EndPoint.class.getName().replace("io.EndPoint", "");

  static final String SERVER = HOME + "server.";

  private final Class<?> connection;
  private final Method parser;
  private final Method generator;
  private final Method isRequestBufferEmpty;
  private final Field request;
  private final Method method;
  private final Method uri;
  private final Method path;

  JettyTypes() throws ReflectiveOperationException {
    boolean until11 = isUntil11();
    connection = type(SERVER + (until11 ? "HttpConnection" : "internal.HttpConnection"));
    parser = connection.getMethod("getParser");
    generator = connection.getMethod("getGenerator");
    isRequestBufferEmpty = connection.getMethod("isRequestBufferEmpty");
    Class<?> channel = type(SERVER + (until11 ? "HttpChannel" : "internal.HttpChannelState"));
    request = channel.getDeclaredField("_request");
    request.setAccessible(true);
    method = type(SERVER + "Request").getMethod("getMethod");
    uri = type(SERVER + "Request").getMethod("getHttpURI");
    path = uri.getReturnType().getMethod("getPath");
  }

  static boolean isUntil11() {
    try {
      return type(SERVER + "HttpConnection") != null;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * The name that a class has here.
   *
   * @param name the one that its makers gave it
   */
  static String moved(String name) {
    return name.replaceFirst("^org\\.eclipse\\.jetty\\.", HOME);
  }

  static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, false, JettyTypes.class.getClassLoader());
  }

  /** Whether it is an {@code HttpConnection}, the only ones that {@link #parser} takes. */
  boolean isHttp1(Object anyConnection) {
    return connection.isInstance(anyConnection);
  }

  HttpParser parser(Object httpConnection) {
    return (HttpParser) requireNonNull(call(parser, httpConnection));
  }

  /** What a connection, of whatever protocol, has its work done on. */
  static Executor executor(Connection connection) {
    try {
      Method getter = AbstractConnection.class.getDeclaredMethod("getExecutor");
      getter.setAccessible(true);
      return (Executor) requireNonNull(call(getter, connection));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpGenerator generator(Object httpConnection) {
    return (HttpGenerator) requireNonNull(call(generator, httpConnection));
  }

  boolean isRequestBufferEmpty(Object httpConnection) {
    return Boolean.TRUE.equals(call(isRequestBufferEmpty, httpConnection));
  }

  /** Method and path of what a channel works on; {@code null} where it has let go of them. */
  @Nullable String describe(Object channel) {
    try {
      Object current = request.get(channel);
      Object target = current == null ? null : call(uri, current);
      return target == null ? null : call(method, current) + " " + call(path, target);
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
