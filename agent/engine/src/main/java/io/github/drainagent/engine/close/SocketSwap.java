package io.github.drainagent.engine.close;

import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.ProcNet;
import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.socket.Listener;
import io.github.drainagent.engine.socket.Listeners;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
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
  private @Nullable ServerSocketChannel dummy;

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
    try {
      return fd != null && natives.isReadable(fd);
    } catch (Throwable t) {
      throw new IOException(t);
    }
  }

  @Override
  public boolean close(Listener listener) {
    long[] inode = {-1};
    try {
      boolean swapped = listener.unlessGone(() -> inode[0] = swap(listener));
      return !swapped || isGone(listener, inode[0]);
    } catch (Exception e) {
      DrainDispatcher.suppressed(e);
      return false;
    }
  }

  /** Returns the inode of the socket that was listening, or -1. */
  private long swap(Listener listener) throws Exception {
    FileDescriptor fd = descriptors.of(listener.transport());
    if (fd == null) {
      return -1;
    }
    FileDescriptor other = descriptors.of(dummy());
    int number = natives.number(fd);
    long inode = procNet.inode(number);
    try {
      natives.dup2(natives.number(java.util.Objects.requireNonNull(other)), number);
    } catch (Throwable t) {
      throw new IOException("dup2 on " + listener.name(), t);
    }
    return inode;
  }

  private synchronized ServerSocketChannel dummy() throws IOException {
    if (dummy == null) {
      listeners.ownBindBegins();
      try {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        dummy = channel;
      } finally {
        listeners.ownBindDone();
      }
    }
    return dummy;
  }

  /**
   * A thread inside accept(2) or poll(2) keeps the old socket alive until that call returns. One
   * connection makes it return; it then goes on to the new socket and sleeps there.
   */
  private boolean isGone(Listener listener, long inode) {
    if (inode < 0 || listener.inet() == null) {
      return inode >= 0;
    }
    for (int i = 0; procNet.isListening(inode); i++) {
      if (i == WAKE_UPS) {
        return false;
      }
      wakeUp.connect(listener.inet());
      if (Log.isDebug()) {
        Log.debug(listener.name() + ": an acceptor was asleep in it and was woken");
      }
    }
    return true;
  }

  @Override
  public String how(boolean stopped) {
    return stopped ? "SYNs stopped, socket swapped" : "socket swapped";
  }
}
