package io.github.drainagent.engine.close;

import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.OpenFiles;
import io.github.drainagent.engine.kernel.ProcNet;
import io.github.drainagent.engine.kernel.ProcNetstat;
import io.github.drainagent.engine.socket.Listener;
import io.github.drainagent.engine.socket.Listeners;
import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;

/**
 * Closes a port under its server's feet: another listening socket, on a loopback port that nobody
 * knows, takes the descriptor's number. The server's objects stay as they were, no selector and no
 * acceptor notices, and an accept simply has nothing to accept any more.
 */
public final class SocketSwap implements PortCloser {

  /** The kernel cuts it to {@code net.core.somaxconn}, 4096 by default. */
  private static final int QUEUE = 65_535;

  private final JdkNatives natives;
  private final Descriptors descriptors;
  private final ProcNet procNet = new ProcNet();
  private final OpenFiles files = new OpenFiles();
  private final Listeners listeners;
  private final Ladder ladder;
  private final WakeUp wakeUp;
  private final Cookies cookies = new Cookies(new ProcNetstat());
  private final NativeAccepts nativeAccepts;
  private final List<Swapped> swapped = new CopyOnWriteArrayList<>();

  public SocketSwap(
      JdkNatives natives,
      Descriptors descriptors,
      Listeners listeners,
      Ladder ladder,
      WakeUp wakeUp) {
    this.natives = natives;
    this.descriptors = descriptors;
    this.listeners = listeners;
    this.ladder = ladder;
    this.wakeUp = wakeUp;
    this.nativeAccepts = new NativeAccepts(natives, ladder, files);
  }

  @Override
  public long widen(Listener listener) {
    if (listener.isInherited() || listener.inet() == null || !ladder.isPatient()) {
      return 0;
    }
    withDescriptor(listener, fd -> natives.listen(fd, QUEUE));
    return cookies.onTheirWay();
  }

  @Override
  public String stop(Listener listener) {
    SynStop[] rung = new SynStop[1];
    if (!listener.isInherited() && listener.inet() != null) {
      withDescriptor(
          listener,
          fd -> {
            nativeAccepts.except(natives.number(fd));
            rung[0] = ladder.stop(fd);
          });
    }
    return rung[0] == null ? ladder.lowest() : rung[0].name();
  }

  @Override
  public boolean isSomebodyWaiting(Listener listener, long within) {
    // where it takes too long to tell, the limit for the closing is time enough for any handshake
    return isWaiting(listener, within, halfOpen -> halfOpen != 0);
  }

  @Override
  public boolean isSomebodyLeft(Listener listener, long within) {
    return isWaiting(listener, within, halfOpen -> halfOpen > 0);
  }

  private boolean isWaiting(Listener listener, long within, IntPredicate handshakes) {
    if (listener.isInherited() || !ladder.isPatient()) {
      return false; // whoever waits at an inherited one is accepted by the next that gets it
    }
    boolean[] waiting = new boolean[1];
    withDescriptor(listener, fd -> waiting[0] = natives.isReadable(fd));
    InetSocketAddress inet = listener.inet();
    if (!waiting[0] && inet != null) {
      // a table with thousands of rows takes long to read, so the queue comes first; and once
      // more after it, as a handshake may have completed between the two
      waiting[0] = handshakes.test(procNet.halfOpen(inet.getPort(), within));
      withDescriptor(listener, fd -> waiting[0] |= natives.isReadable(fd));
    }
    if (waiting[0] && listener.isNative()) {
      nativeAccepts.lift();
    }
    return waiting[0];
  }

  @Override
  public int queued(Listener listener) {
    int[] queued = {-1};
    withDescriptor(listener, fd -> queued[0] = procNet.queued(files.inode(natives.number(fd))));
    return queued[0];
  }

  @Override
  public boolean close(Listener listener) {
    Swapped[] now = new Swapped[1];
    boolean there = withDescriptor(listener, fd -> now[0] = swap(listener, natives.number(fd)));
    if (now[0] == null) {
      return !there;
    }
    swapped.add(now[0]);
    if (listener.isNative()) {
      nativeAccepts.lift();
    }
    return now[0].isGone(procNet, wakeUp);
  }

  private Swapped swap(Listener listener, int number) throws Exception {
    long inode = files.inode(number);
    boolean blocks = !files.isNonBlocking(number);
    try (ServerSocketChannel dummy = listeners.bindOwn()) {
      // an event loop that is about to accept must get its "nothing there" from this one too
      dummy.configureBlocking(blocks);
      FileDescriptor other = Objects.requireNonNull(descriptors.of(dummy));
      natives.dup2(natives.number(other), number);
      return new Swapped(listener, inode, (InetSocketAddress) dummy.getLocalAddress(), blocks);
    }
  }

  @Override
  public boolean knock() {
    boolean again = false;
    for (Swapped one : swapped) {
      again |= one.knock(wakeUp);
    }
    return again;
  }

  /** Returns whether it was still open, whatever became of the action. */
  private boolean withDescriptor(Listener listener, Action action) {
    boolean[] there = {true};
    try {
      there[0] =
          listener.unlessGone(
              () -> {
                FileDescriptor fd = descriptors.of(listener.transport());
                if (fd != null) {
                  action.on(fd);
                }
              });
    } catch (Exception e) {
      DrainDispatcher.suppressed(e);
    }
    return there[0];
  }

  /** What is done to a listener's descriptor while it can't be closed. */
  private interface Action {
    void on(FileDescriptor fd) throws Exception;
  }
}
