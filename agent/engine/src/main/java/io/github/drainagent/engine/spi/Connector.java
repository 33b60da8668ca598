package io.github.drainagent.engine.spi;

import org.jspecify.annotations.Nullable;

/**
 * The adapter to one server: the only class that knows its types. It reports to {@code
 * DrainDispatcher}, as advice does, and answers the drain's questions here. The drain asks from its
 * own thread, at any time, so answers are what can be seen without locks; a wrong guess of "idle"
 * costs a client its request, so in doubt the answer is no.
 */
public interface Connector {

  /**
   * The server as the log names it, with its version where the server tells: {@code Jetty 12.0.40}.
   */
  String name();

  /**
   * What carries a connection: a {@code SelectableChannel}, an {@code AsynchronousSocketChannel}, a
   * {@code java.net.Socket}, or an {@code Integer} with the descriptor's number; {@code null} where
   * it can't be told. From then on that connection is this connector's and no longer drained by its
   * bytes alone.
   */
  @Nullable Object transport(Object connection);

  /**
   * Whether the server waits for the first byte of a request on it: none is partly read, none is
   * being worked on, and it is not upgraded to something else.
   */
  boolean idle(Object connection);

  /**
   * Whether nothing more can be read or written on it while that thread is held, as that of an
   * event loop which alone may touch it.
   */
  default boolean dependsOn(Object connection, Thread thread) {
    return false;
  }

  /** What it speaks now. */
  default Protocol protocol(Object connection) {
    return Protocol.HTTP_1;
  }

  /**
   * The connection shall end and no new one can be had: says so where the protocol can, outside of
   * any response, as HTTP/2 does with GOAWAY and WebSocket with 1001. Called once for each
   * connection, on the drain's thread, so it returns at once.
   */
  default void announceEnd(Object connection) {}

  /** Whether the response of an exchange that is in flight is a stream of server-sent events. */
  default EventStream eventStream(Object exchange) {
    return EventStream.NO;
  }

  /**
   * Has the server end the response of an exchange that is {@link EventStream#END_STREAM}, on the
   * thread that it would do so on itself. Called on the drain's thread, so it returns at once; and
   * again a few times a second while the exchange is in flight, since what waits for its client to
   * read comes first, and may be in the way.
   */
  default void endStream(Object exchange) {}

  /** Method and path, {@code GET /slow}; {@code null} where the server has let go of them. */
  @Nullable String describe(Object exchange);

  /** What advice passed to {@code DrainDispatcher.event}. */
  default void event(int point, Object self, @Nullable Object argument) {}
}
