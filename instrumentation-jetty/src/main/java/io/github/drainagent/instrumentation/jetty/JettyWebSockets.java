package io.github.drainagent.instrumentation.jetty;

import static io.github.drainagent.engine.spi.WebSocketEnd.GOING_AWAY;
import static io.github.drainagent.engine.spi.WebSocketEnd.REASON;
import static io.github.drainagent.instrumentation.jetty.JettyTypes.call;
import static java.util.Objects.requireNonNull;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Callback;

/**
 * Closes WebSockets, each in the way of its line, and all of it by name: most applications have
 * none on their class path, and every line has them in another package.
 */
final class JettyWebSockets {

  /** Nanoseconds. Between 101 and an open session there is nothing but Jetty's own bookkeeping. */
  private static final long OPENING = TimeUnit.SECONDS.toNanos(1);

  private JettyWebSockets() {}

  /**
   * @param server what Jetty does the connection's work on: what waits to be written goes first,
   *     with its callbacks
   */
  static void announceEnd(Object connection, Executor server) {
    attempt(connection, server, System.nanoTime() + OPENING);
  }

  private static void attempt(Object connection, Executor server, long deadline) {
    try {
      server.execute(
          () -> {
            try {
              if (!close(connection) && System.nanoTime() - deadline < 0) {
                attempt(connection, server, deadline);
              }
            } catch (ReflectiveOperationException | RuntimeException e) {
              DrainDispatcher.suppressed(e);
            }
          });
    } catch (RejectedExecutionException stopped) {
      // and with it its connections
    }
  }

  /** Returns whether there was something to close: one whose opening has just begun can't be. */
  private static boolean close(Object connection) throws ReflectiveOperationException {
    Class<?> type = base(connection.getClass());
    if (type.getName().equals(JettyFamily.WEBSOCKET_OF_9)) {
      closeIn9(connection, type);
      return true;
    }
    Field field = type.getDeclaredField("coreSession");
    field.setAccessible(true);
    Object session = requireNonNull(field.get(connection));
    Class<?> of = field.getType();
    boolean open =
        is(of, "isOutputOpen", session)
            || is(of, "isInputOpen", session)
            || is(of, "isClosed", session);
    if (open) {
      Method close = of.getMethod("close", int.class, String.class, Callback.class);
      call(close, session, GOING_AWAY, REASON, Callback.NOOP);
    }
    return open;
  }

  /**
   * The sessions of the first of 10 and 11 can't say whether their input is open; their state can.
   */
  private static boolean is(Class<?> type, String question, Object session)
      throws ReflectiveOperationException {
    try {
      return Boolean.TRUE.equals(call(type.getMethod(question), session));
    } catch (NoSuchMethodException first) {
      Field field = type.getDeclaredField("sessionState");
      field.setAccessible(true);
      Object state = requireNonNull(field.get(session));
      return Boolean.TRUE.equals(call(state.getClass().getMethod(question), state));
    }
  }

  /** 9.4.0 has a method that later versions have not. */
  private static void closeIn9(Object connection, Class<?> type)
      throws ReflectiveOperationException {
    try {
      call(type.getMethod("close", int.class, String.class), connection, GOING_AWAY, REASON);
    } catch (NoSuchMethodException later) {
      Class<?> info =
          Class.forName(
              JettyTypes.HOME + "websocket.common.CloseInfo", false, type.getClassLoader());
      call(
          type.getMethod("close", info, Callback.class),
          connection,
          info.getConstructor(int.class, String.class).newInstance(GOING_AWAY, REASON),
          Callback.NOOP);
    }
  }

  /** The class that advice went into. */
  private static Class<?> base(Class<?> type) {
    Class<?> base = type;
    while (!JettyProtocols.isWebSocket(base)) {
      base = base.getSuperclass();
    }
    return base;
  }
}
