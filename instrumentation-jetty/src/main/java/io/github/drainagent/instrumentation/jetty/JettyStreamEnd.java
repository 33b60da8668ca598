package io.github.drainagent.instrumentation.jetty;

import static io.github.drainagent.instrumentation.jetty.JettyTypes.call;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The end of one stream of HTTP/2, by name, since most applications have no HTTP/2 on their class
 * path. Jetty takes one write of a stream at a time and refuses ours while the application's is on
 * its way, and the other way around; and once ours has had its turn, {@link JettyAdvice.Dropped}
 * lets what follows fail.
 */
final class JettyStreamEnd implements Callback {

  /**
   * Attribute of a stream: {@link #ASKED}, and then an array of the frame and, once that has had
   * its turn, of the frame again.
   */
  static final String KEY = "io.github.drainagent.end";

  static final String STREAM = "org.eclipse.jetty.http2.HTTP2Stream";
  static final String ENTRY_UNTIL_11 = "org.eclipse.jetty.http2.HTTP2Flusher$Entry";
  static final String ENTRY_OF_12 = "org.eclipse.jetty.http2.HTTP2Session$Entry";

  private static final Boolean ASKED = Boolean.TRUE;

  private final Object channel;
  private final Object carrier;
  private final Object connection;
  private final Object stream;
  private final Object[] sent = new Object[2];

  private JettyStreamEnd(Object channel, Object carrier, Object connection, Object stream) {
    this.channel = channel;
    this.carrier = carrier;
    this.connection = connection;
    this.stream = stream;
  }

  /**
   * Ends the stream that a channel answers.
   *
   * <p>A response counts as committed shortly before its head is queued, and nothing may overtake
   * that. So the first time is only noted down: by the next the head is where it belongs.
   *
   * @param connection an {@code HTTP2ServerConnection}
   */
  static void send(Object channel, Object connection) throws ReflectiveOperationException {
    Object carrier = carrier(channel);
    Object stream = carrier == null ? null : stream(connection, carrier);
    if (carrier == null || stream == null || !canDropWhatFollows(stream.getClass())) {
      return;
    }
    Object before = call(stream.getClass().getMethod("getAttribute", String.class), stream, KEY);
    if (before == null) {
      attribute(stream, ASKED);
    } else if (before == ASKED) {
      JettyStreamEnd end = new JettyStreamEnd(channel, carrier, connection, stream);
      attribute(stream, end.sent); // here, so that no second one is sent before this one is
      Executor server = JettyTypes.executor((Connection) connection);
      try {
        server.execute(end::send);
      } catch (RejectedExecutionException busy) {
        attribute(stream, ASKED); // or stopped, and with it its connections
      }
    }
  }

  private void send() {
    try {
      Class<?> type = stream.getClass();
      if (is(type, "isLocallyClosed") || is(type, "isClosed")) {
        return;
      }
      Class<?> frameType = Class.forName(JettyHttp2.FRAMES + "DataFrame", false, loader(type));
      Object frame =
          frameType
              .getConstructor(int.class, ByteBuffer.class, boolean.class)
              .newInstance(call(type.getMethod("getId"), stream), ByteBuffer.allocate(0), true);
      sent[0] = frame;
      call(type.getMethod("data", frameType, Callback.class), stream, frame, this);
    } catch (ReflectiveOperationException | RuntimeException e) {
      DrainDispatcher.suppressed(e);
    }
  }

  private boolean is(Class<?> type, String state) throws ReflectiveOperationException {
    return Boolean.TRUE.equals(call(type.getMethod(state), stream));
  }

  /** It is with the kernel; the application may be asleep until its next event. */
  @Override
  public void succeeded() {
    try {
      Object now = stream(connection, carrier);
      if (carrier(channel) == carrier && (now == null || now == stream)) { // else it works again
        DrainDispatcher.ended(channel);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      DrainDispatcher.suppressed(e);
    }
  }

  /** A write of the application's is on its way: the next time it may be over. */
  @Override
  public void failed(Throwable refused) {
    try {
      attribute(stream, ASKED);
    } catch (ReflectiveOperationException | RuntimeException e) {
      DrainDispatcher.suppressed(e);
    }
  }

  // ---- what is where

  /** What a stream has attached: the channel, in 12 its {@code HttpStream}. */
  private static @Nullable Object carrier(Object channel) throws ReflectiveOperationException {
    if (JettyTypes.isUntil11()) {
      return channel;
    }
    Object carrier = call(channel.getClass().getMethod("getHttpStream"), channel);
    Class<?> wrapper = JettyTypes.type(JettyTypes.SERVER + "HttpStream$Wrapper");
    while (wrapper.isInstance(carrier)) {
      carrier = call(wrapper.getMethod("getWrapped"), carrier);
    }
    return carrier;
  }

  private static @Nullable Object stream(Object connection, Object carrier)
      throws ReflectiveOperationException {
    Object session = JettyHttp2.session(connection);
    Object streams = call(session.getClass().getMethod("getStreams"), session);
    for (Object stream : (Collection<?>) requireNonNull(streams)) {
      if (call(stream.getClass().getMethod("getAttachment"), stream) == carrier) {
        return stream;
      }
    }
    return null;
  }

  private static void attribute(Object stream, Object value) throws ReflectiveOperationException {
    call(
        stream.getClass().getMethod("setAttribute", String.class, Object.class),
        stream,
        KEY,
        value);
  }

  /** Else Jetty would send what the application writes behind the end. */
  private static boolean canDropWhatFollows(Class<?> type) {
    for (String entry : new String[] {ENTRY_UNTIL_11, ENTRY_OF_12}) {
      try {
        Class<?> queued = Class.forName(JettyTypes.moved(entry), false, loader(type));
        return has(queued, "shouldBeDropped") || has(queued, "isStale");
      } catch (ClassNotFoundException e) {
        // it is the other one
      }
    }
    return false;
  }

  private static boolean has(Class<?> type, String method) {
    try {
      return type.getDeclaredMethod(method).getReturnType() == boolean.class;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static @Nullable ClassLoader loader(Class<?> type) {
    return type.getClassLoader();
  }
}
