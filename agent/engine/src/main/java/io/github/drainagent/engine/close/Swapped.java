package io.github.drainagent.engine.close;

import io.github.drainagent.engine.kernel.ProcNet;
import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.socket.Listener;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A listener whose socket was taken away: what was under its descriptor, and what is there now. */
final class Swapped {

  private static final int WAKE_UPS = 5;

  /**
   * For an event loop on io_uring: its accept holds the old socket, not in a call that returns but
   * in the kernel, until the loop has seen a connection and taken the accept back; and the loop may
   * be busy.
   */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(5);

  private final Listener listener;
  private final long inode;
  private final InetSocketAddress dummy;
  private final boolean blocks;

  /**
   * @param inode of the socket that was taken away
   * @param dummy where the one that took its place listens
   * @param blocks whether an accept sleeps in the kernel
   */
  Swapped(Listener listener, long inode, InetSocketAddress dummy, boolean blocks) {
    this.listener = listener;
    this.inode = inode;
    this.dummy = dummy;
    this.blocks = blocks;
  }

  /**
   * A thread inside accept(2) or poll(2) keeps the old socket alive until that call returns, after
   * which it sleeps on the new one. A connection makes accept return. poll wakes too, but looks its
   * descriptor's number up again (fs/select.c, do_pollfd), so there has to be one on the new socket
   * as well.
   */
  boolean isGone(ProcNet procNet, WakeUp wakeUp) {
    InetSocketAddress port = listener.inet();
    if (listener.isInherited() || !procNet.isThere()) {
      return true;
    }
    if (port == null) {
      return isPathGone(wakeUp);
    }
    for (int i = 0; procNet.isListening(inode); i++) {
      if (i == WAKE_UPS) {
        return listener.isNative() && isGoneSoon(procNet);
      }
      if (i > 0) {
        wakeUp.connect(dummy);
      }
      wakeUp.connect(port);
      if (Log.isDebug()) {
        Log.debug(listener.name() + ": woke an acceptor that was asleep in the old socket");
      }
    }
    return true;
  }

  private boolean isGoneSoon(ProcNet procNet) {
    long deadline = System.nanoTime() + PATIENCE;
    boolean gone = false;
    while (!gone && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(STEP);
      gone = !procNet.isListening(inode);
    }
    return gone;
  }

  /** The same for a Unix-domain socket, of which no table tells: it is gone when it refuses. */
  private boolean isPathGone(WakeUp wakeUp) {
    for (int i = 0; i < WAKE_UPS; i++) {
      if (!wakeUp.isAccepted(listener.address())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Lets a thread that sleeps in accept go once; {@code false} where none can be asleep. Nor where
   * the application listened at a path: what took its place has a port, of whose connections the
   * JDK's accept there makes {@code null}.
   */
  boolean knock(WakeUp wakeUp) {
    if (!blocks || listener.inet() == null || listener.isGone()) {
      return false;
    }
    wakeUp.connect(dummy);
    return true;
  }
}
