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

  /** Method and path, {@code GET /slow}; {@code null} where the server has let go of them. */
  @Nullable String describe(Object exchange);

  /** What advice passed to {@code DrainDispatcher.event}. */
  default void event(int point, Object self, @Nullable Object argument) {}
}
