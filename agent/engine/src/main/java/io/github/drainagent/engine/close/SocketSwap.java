package io.github.drainagent.engine.close;

import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.ProcNet;
import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.socket.Listener;
import io.github.drainagent.engine.socket.Listeners;
import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Closes a port under its server's feet: another listening socket, on a loopback port that nobody
 * knows, takes the descriptor's number. The server's objects stay as they were, no selector and no
 * acceptor notices, and an accept simply has nothing to accept any more.
 */
public final class SocketSwap implements PortCloser {

  private static final int WAKE_UPS = 5;

  private final JdkNatives natives;
  private final Descriptors descriptors;
  private final ProcNet procNet;
  private final Listeners listeners;
  private final SynStop synStop;
  private final WakeUp wakeUp;

  public SocketSwap(
      JdkNatives natives,
      Descriptors descriptors,
      ProcNet procNet,
      Listeners listeners,
      SynStop synStop,
      WakeUp wakeUp) {
    this.natives = natives;
    this.descriptors = descriptors;
    this.procNet = procNet;
    this.listeners = listeners;
    this.synStop = synStop;
    this.wakeUp = wakeUp;
  }

  @Override
  public boolean stop(Listener listener) {
    boolean[] stopped = new boolean[1];
    if (listener.isInherited()) {
      return false;
    }
    try {
      listener.unlessGone(
          () -> {
            FileDescriptor fd = descriptors.of(listener.transport());
            stopped[0] = fd != null && listener.inet() != null && synStop.apply(fd);
          });
    } catch (Exception e) {
      DrainDispatcher.suppressed(e);
    }
    return stopped[0];
  }

  @Override
  public boolean isSomebodyWaiting(Listener listener) {
    boolean[] waiting = new boolean[1];
    if (listener.isInherited()) {
      return false; // whoever waits is accepted by the next process that gets the socket
    }
    try {
      InetSocketAddress inet = listener.inet();
      // half-open first: one that completes between the two looks is then seen in the queue
      waiting[0] = inet != null && procNet.halfOpen(inet.getPort()) > 0;
      listener.unlessGone(() -> waiting[0] |= isReadable(listener));
    } catch (Exception e) {
      DrainDispatcher.suppressed(e);
    }
    return waiting[0];
  }

  private boolean isReadable(Listener listener) throws Exception {
    FileDescriptor fd = descriptors.of(listener.transport());
    return fd != null && natives.isReadable(fd);
  }

  @Override
  public boolean close(Listener listener) {
    Swapped[] swapped = new Swapped[1];
    try {
      boolean there = listener.unlessGone(() -> swapped[0] = swap(listener));
      return !there || (swapped[0] != null && isGone(listener, swapped[0]));
    } catch (Exception e) {
      DrainDispatcher.suppressed(e);
      return false;
    }
  }

  private @Nullable Swapped swap(Listener listener) throws Exception {
    FileDescriptor fd = descriptors.of(listener.transport());
    if (fd == null) {
      return null;
    }
    int number = natives.number(fd);
    long inode = procNet.inode(number);
    try (ServerSocketChannel dummy = listeners.bindOwn()) {
      // an event loop that is about to accept must get its "nothing there" from this one too
      dummy.configureBlocking(!procNet.isNonBlocking(number));
      FileDescriptor other = Objects.requireNonNull(descriptors.of(dummy));
      natives.dup2(natives.number(other), number);
      return new Swapped(inode, (InetSocketAddress) dummy.getLocalAddress());
    }
  }

  /**
   * A thread inside accept(2) or poll(2) keeps the old socket alive until that call returns, after
   * which it sleeps on the new one. A connection makes accept return. poll wakes too, but looks its
   * descriptor's number up again (fs/select.c, do_pollfd), so there has to be one on the new socket
   * as well.
   */
  private boolean isGone(Listener listener, Swapped swapped) {
    InetSocketAddress port = listener.inet();
    if (listener.isInherited() || !procNet.isThere()) {
      return true;
    }
    if (port == null) {
      return isPathGone(listener);
    }
    for (int i = 0; procNet.isListening(swapped.inode); i++) {
      if (i == WAKE_UPS) {
        return false;
      }
      if (i > 0) {
        wakeUp.connect(swapped.dummy);
      }
      wakeUp.connect(port);
      if (Log.isDebug()) {
        Log.debug(listener.name() + ": woke an acceptor that was asleep in the old socket");
      }
    }
    return true;
  }

  /** The same for a Unix-domain socket, of which no table tells: it is gone when it refuses. */
  private boolean isPathGone(Listener listener) {
    for (int i = 0; i < WAKE_UPS; i++) {
      if (!wakeUp.isAccepted(listener.address())) {
        return true;
      }
    }
    return false;
  }

  /** What was under a listener's descriptor, and what is there now. */
  private static final class Swapped {
    final long inode;
    final InetSocketAddress dummy;

    Swapped(long inode, InetSocketAddress dummy) {
      this.inode = inode;
      this.dummy = dummy;
    }
  }

  @Override
  public String how(Listener listener, boolean stopped) {
    if (listener.isInherited()) {
      return "socket swapped; the process that passed it on still has it";
    }
    return stopped ? "SYNs stopped, socket swapped" : "socket swapped";
  }
}
