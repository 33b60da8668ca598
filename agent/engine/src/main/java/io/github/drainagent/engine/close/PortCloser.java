package io.github.drainagent.engine.close;

import io.github.drainagent.engine.socket.Listener;

/**
 * One way to close a port. The drain stops all listeners, waits until nobody is left in their
 * queues, and then closes them; what a way can't do it leaves out.
 */
public interface PortCloser {

  /**
   * Before {@link #stop}: makes room for those whose handshake has begun, and lets no further one
   * begin without a trace.
   *
   * @return for how many nanoseconds handshakes without a trace may still be on their way: until
   *     then nothing is to be stopped
   */
  long widen(Listener listener);

  /**
   * From now on no new client gets in; those whose handshake has begun still do.
   *
   * @return how, in words of the setting {@code close}
   */
  String stop(Listener listener);

  /**
   * Whether the server has still to accept somebody; {@code false} where that can't be told.
   *
   * @param within nanoseconds that the look may take; {@code true} where they are not enough
   */
  boolean isSomebodyWaiting(Listener listener, long within);

  /** The same, but {@code false} where the time is not enough. */
  boolean isSomebodyLeft(Listener listener, long within);

  /**
   * The port goes.
   *
   * @return whether it is gone for certain
   */
  boolean close(Listener listener);

  /** How many the server has still to accept; -1 where that can't be told. */
  int queued(Listener listener);

  /**
   * Once: threads that sleep in the accept of a closed port are let go, so that a server whose own
   * stop waits for its acceptor does not wait long.
   *
   * @return whether there may be such threads
   */
  boolean knock();
}
