package io.github.drainagent.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real /proc, asked about sockets of this JVM. */
class ProcNetTest {

  private final JdkNatives natives;
  private final Descriptors descriptors;
  private final OpenFiles files = new OpenFiles();
  private final ProcNet proc = new ProcNet("/proc/self");

  ProcNetTest() throws ReflectiveOperationException {
    natives = new JdkNatives();
    descriptors = new Descriptors(natives);
  }

  private long inode(Object socket) throws IllegalAccessException {
    FileDescriptor fd = Objects.requireNonNull(descriptors.of(descriptors.transport(socket)));
    return files.inode(natives.number(fd));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "::1", "::"})
  void aListenerListensUntilItIsClosed(String address) throws Exception {
    ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName(address));
    long inode = inode(socket);
    assertNotEquals(-1, inode);
    assertTrue(proc.isListening(inode));
    socket.close();
    assertFalse(proc.isListening(inode));
  }

  @Test
  void twoListenersHaveTwoInodes() throws Exception {
    try (ServerSocketChannel one = ServerSocketChannel.open().bind(null);
        ServerSocketChannel two = ServerSocketChannel.open().bind(null)) {
      assertNotEquals(inode(one), inode(two));
      assertTrue(proc.isListening(inode(one)));
      assertTrue(proc.isListening(inode(two)));
    }
  }

  @Test
  void aConnectionIsASocketThatDoesNotListen() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 5, loopback);
        Socket client = new Socket(loopback, server.getLocalPort())) {
      assertNotEquals(-1, inode(client));
      assertFalse(proc.isListening(inode(client)));
      assertEquals(
          0, proc.halfOpen(server.getLocalPort(), Long.MAX_VALUE), "its handshake is over");
    }
  }

  @Test
  void anUnboundChannelHasAnInodeAndDoesNotListen() throws Exception {
    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
      long inode = inode(channel);
      assertFalse(proc.isListening(inode));
      channel.bind(new InetSocketAddress(0));
      assertEquals(inode, inode(channel));
      assertTrue(proc.isListening(inode));
    }
  }
}
