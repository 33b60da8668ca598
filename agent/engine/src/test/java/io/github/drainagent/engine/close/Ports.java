package io.github.drainagent.engine.close;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.ProcNet;
import io.github.drainagent.engine.socket.Listener;
import io.github.drainagent.engine.socket.Listeners;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collections;
import java.util.Objects;

/** A {@link SocketSwap} with all that it needs, and what is asked of the ports that it closes. */
final class Ports {

  final JdkNatives natives;
  final Descriptors descriptors;
  final ProcNet procNet = new ProcNet();
  final SynStop synStop;
  final Listeners listeners;
  final SocketSwap swap;

  Ports() throws ReflectiveOperationException {
    natives = new JdkNatives();
    descriptors = new Descriptors(natives);
    synStop = new SynStop(natives);
    listeners = new Listeners(descriptors, Collections.emptySet());
    WakeUp wakeUp = new WakeUp(descriptors, synStop);
    swap = new SocketSwap(natives, descriptors, procNet, listeners, synStop, wakeUp);
  }

  Listener bound(Object socket) throws IllegalAccessException {
    return Objects.requireNonNull(listeners.bound(socket));
  }

  /** The inode of the socket that is under an object of the JDK now. */
  long inode(Object socket) throws IllegalAccessException {
    Object transport = descriptors.transport(socket);
    return procNet.inode(natives.number(Objects.requireNonNull(descriptors.of(transport))));
  }

  /** What {@code EngineDispatcher.onAccepted} does for each connection. */
  void lift(Object accepted) throws IllegalAccessException {
    Object transport = descriptors.transport(accepted);
    synStop.lift(Objects.requireNonNull(descriptors.of(transport)));
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
