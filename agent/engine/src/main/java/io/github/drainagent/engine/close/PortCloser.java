package io.github.drainagent.engine.close;

import io.github.drainagent.engine.socket.Listener;

/**
 * One way to close a port. The drain stops all listeners, waits until nobody is left in their
 * queues, and then closes them; what a way can't do it leaves out.
 */
public interface PortCloser {

  /**
   * From now on no new client gets in; those whose handshake has begun still do.
   *
   * @return whether it could be done
   */
  boolean stop(Listener listener);

  /** Whether the server has still to accept somebody; {@code false} where that can't be told. */
  boolean isSomebodyWaiting(Listener listener);

  /**
   * The port goes.
   *
   * @return whether it is gone for certain
   */
  boolean close(Listener listener);

  /** A few words for the log: {@code SYNs stopped, socket swapped}. */
  String how(Listener listener, boolean stopped);
}
