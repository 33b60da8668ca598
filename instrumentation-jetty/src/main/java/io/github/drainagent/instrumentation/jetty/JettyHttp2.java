package io.github.drainagent.instrumentation.jetty;

import static io.github.drainagent.instrumentation.jetty.JettyTypes.call;
import static java.util.Objects.requireNonNull;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.Callback;

/**
 * The end of one session of HTTP/2, by name, since most applications have no HTTP/2 on their class
 * path. Jetty has a graceful GOAWAY of its own, which leaves out the round trip where no stream is
 * open just then, and names no last stream while the client goes on opening them.
 */
final class JettyHttp2 {

  static final String CONNECTION = "org.eclipse.jetty.http2.HTTP2Connection";
  static final String SESSION = "org.eclipse.jetty.http2.HTTP2Session";
  static final String FRAMES = JettyTypes.HOME + "http2.frames.";

  /** Whoever sees this come back knows that the client has read the GOAWAY before it. */
  private static final long PING = 0x64_72_61_69_6e_21L;

  /** Nanoseconds, for a client that answers no PING. */
  private static final long ROUND_TRIP = TimeUnit.SECONDS.toNanos(1);

  /** RFC 9113, 6.8: the first GOAWAY names the highest stream that there can be. */
  private static final int ANY_STREAM = Integer.MAX_VALUE;

  /** RFC 9113, 7. */
  private static final int NO_ERROR = 0;

  private final Object session;
  private final Class<?> type;
  private final Executor server;
  private final AtomicBoolean saying = new AtomicBoolean();

  /**
   * When the first GOAWAY was with the kernel, or failed; 0 before, as a busy server may take its
   * time.
   */
  private volatile long told;

  /** The client knows which streams are the last. */
  private volatile boolean said;

  /**
   * @param server what Jetty does the connection's work on: what waits to be written goes first,
   *     with its callbacks
   */
  JettyHttp2(Object session, Executor server) {
    this.session = session;
    this.server = server;
    Class<?> base = session.getClass();
    while (!base.getName().equals(JettyTypes.moved(SESSION))) {
      base = base.getSuperclass();
    }
    type = base;
  }

  static Object session(Object connection) {
    try {
      return requireNonNull(call(connection.getClass().getMethod("getSession"), connection));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean hasNoStreams(Object connection) {
    Object session = session(connection);
    try {
      Object streams = call(session.getClass().getMethod("getStreams"), session);
      return ((Collection<?>) requireNonNull(streams)).isEmpty();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From any thread. */
  void announce() {
    onServer(
        () -> {
          try {
            send("frames", goAway(), after(this::ping));
          } catch (ReflectiveOperationException | RuntimeException e) {
            told = System.nanoTime(); // or the last stream would never be named
            throw e;
          }
        });
  }

  /** Whether the last stream was named; where no PING came back, its time is looked at. */
  boolean isSaid() {
    if (told != 0 && System.nanoTime() - told > ROUND_TRIP && saying.compareAndSet(false, true)) {
      onServer(this::nameTheLast);
    }
    return said;
  }

  /**
   * A PING has come in, on the thread that reads the connection: no stream begins meanwhile.
   *
   * @param frame a {@code PingFrame}
   */
  void pinged(Object frame) throws ReflectiveOperationException {
    Class<?> ping = frame.getClass();
    if (Boolean.TRUE.equals(call(ping.getMethod("isReply"), frame))
        && Long.valueOf(PING).equals(call(ping.getMethod("getPayloadAsLong"), frame))
        && saying.compareAndSet(false, true)) {
      nameTheLast();
    }
  }

  private void nameTheLast() throws ReflectiveOperationException {
    Method close = type.getMethod("close", int.class, String.class, Callback.class);
    try {
      call(close, session, NO_ERROR, "", after(() -> said = true));
    } catch (RuntimeException e) {
      said = true; // there is nothing more to say
      throw e;
    }
  }

  /** Jetty writes a PING before what waits already, so it is sent when the GOAWAY has gone. */
  private void ping() throws ReflectiveOperationException {
    told = System.nanoTime();
    send("ping", frame("PingFrame", new Class<?>[] {long.class, boolean.class}, PING, false), NONE);
  }

  private Object goAway() throws ReflectiveOperationException {
    Class<?>[] types = {int.class, int.class, byte[].class};
    Object frame = frame("GoAwayFrame", types, ANY_STREAM, NO_ERROR, new byte[0]);
    return Collections.singletonList(frame);
  }

  private Object frame(String name, Class<?>[] types, Object... arguments)
      throws ReflectiveOperationException {
    return Class.forName(FRAMES + name, false, type.getClassLoader())
        .getConstructor(types)
        .newInstance(arguments);
  }

  /** Calls a method whose last two parameters are these; one before them is a stream: none. */
  private void send(String name, Object what, Callback then) {
    for (Method method : type.getMethods()) {
      Class<?>[] types = method.getParameterTypes();
      int n = types.length;
      if (method.getName().equals(name) && n >= 2 && types[n - 1] == Callback.class) {
        Object[] arguments = new Object[n];
        arguments[n - 2] = what;
        arguments[n - 1] = then;
        call(method, session, arguments);
        return;
      }
    }
    throw new IllegalStateException(name);
  }

  private void onServer(Step step) {
    try {
      server.execute(() -> attempt(step));
    } catch (RejectedExecutionException stopped) {
      // and with it its connections
    }
  }

  private static void attempt(Step step) {
    try {
      step.run();
    } catch (ReflectiveOperationException | RuntimeException e) {
      DrainDispatcher.suppressed(e);
    }
  }

  private static final Callback NONE = after(() -> {});

  /** Does something once the frame is with the kernel, or has failed: it is not waited for then. */
  private static Callback after(Step step) {
    return new Callback() {
      @Override
      public void succeeded() {
        attempt(step);
      }

      @Override
      public void failed(Throwable failure) {
        attempt(step);
      }
    };
  }

  private interface Step {
    void run() throws ReflectiveOperationException;
  }
}
