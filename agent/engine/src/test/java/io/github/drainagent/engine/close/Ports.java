package io.github.drainagent.engine.close;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.Libc;
import io.github.drainagent.engine.kernel.OpenFiles;
import io.github.drainagent.engine.kernel.ProcNet;
import io.github.drainagent.engine.socket.Listener;
import io.github.drainagent.engine.socket.Listeners;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A {@link SocketSwap} with all that it needs, and what is asked of the ports that it closes. */
final class Ports {

  /** {@code include/uapi/asm-generic/socket.h}. */
  private static final int SOL_SOCKET = 1;

  private static final int SO_DETACH_FILTER = 27;

  /** Nanoseconds for a look at the kernel's tables that is not to be cut short. */
  static final long LONG = TimeUnit.SECONDS.toNanos(10);

  final JdkNatives natives;
  final Descriptors descriptors;
  final ProcNet procNet = new ProcNet();
  final OpenFiles files = new OpenFiles();
  final Ladder ladder;
  final Listeners listeners;
  final SocketSwap swap;
  final Libc libc;

  Ports() throws ReflectiveOperationException {
    this("auto");
  }

  /**
   * @param close the value of the setting
   */
  Ports(String close) throws ReflectiveOperationException {
    natives = new JdkNatives();
    descriptors = new Descriptors(natives);
    libc = new Libc("auto");
    libc.find();
    ladder = new Ladder(close, natives, libc);
    listeners = new Listeners(natives, descriptors, Collections.emptySet());
    WakeUp wakeUp = new WakeUp(natives, descriptors);
    swap = new SocketSwap(natives, descriptors, listeners, ladder, wakeUp);
  }

  Listener bound(Object socket) throws IllegalAccessException {
    return Objects.requireNonNull(listeners.bound(socket));
  }

  /** The inode of the socket that is under an object of the JDK now. */
  long inode(Object socket) throws IllegalAccessException {
    Object transport = descriptors.transport(socket);
    return files.inode(natives.number(Objects.requireNonNull(descriptors.of(transport))));
  }

  /** What {@code EngineDispatcher.onAccepted} does for each connection. */
  void lift(Object accepted) throws IllegalAccessException {
    Object transport = descriptors.transport(accepted);
    ladder.lift(Objects.requireNonNull(descriptors.of(transport)));
  }

  /** Whether the kernel takes the way that the setting names. */
  boolean isTaken() {
    try (ServerSocketChannel channel = listeners.bindOwn()) {
      SynStop rung = ladder.stop(Objects.requireNonNull(descriptors.of(channel)));
      return rung != null;
    } catch (IOException | IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes everything back. */
  void liftListener(Object socket) throws IllegalAccessException {
    FileDescriptor fd = Objects.requireNonNull(descriptors.of(descriptors.transport(socket)));
    new MinTtl(natives).lift(fd);
    natives.setOption(fd, SOL_SOCKET, SO_DETACH_FILTER, 0);
  }

  void assertGone(InetSocketAddress address, long inode) {
    assertThrows(ConnectException.class, () -> connect(address).close(), "somebody still listens");
    assertFalse(procNet.isListening(inode), "the old socket still listens");
  }

  void assertOpen(InetSocketAddress address, long inode) throws IOException {
    connect(address).close();
    assertTrue(procNet.isListening(inode));
  }

  static Socket connect(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(10_000);
    try {
      socket.connect(address, 10_000);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
