package io.github.drainagent.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdkNativesTest {

  private final JdkNatives natives;
  private final Descriptors descriptors;
  private ServerSocketChannel listener;
  private SocketChannel client;
  private SocketChannel server;

  JdkNativesTest() throws ReflectiveOperationException {
    natives = new JdkNatives();
    descriptors = new Descriptors(natives);
  }

  @BeforeEach
  void connect() throws IOException {
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    client = SocketChannel.open(listener.getLocalAddress());
    server = listener.accept();
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
    listener.close();
  }

  private FileDescriptor fd(Object channel) throws IllegalAccessException {
    return Objects.requireNonNull(descriptors.of(channel));
  }

  private static int read(SocketChannel channel) throws IOException {
    return channel.read(ByteBuffer.allocate(10));
  }

  @Test
  void aListenerIsReadableWhileSomebodyIsInItsQueue() throws Throwable {
    assertFalse(natives.isReadable(fd(listener)));
    try (SocketChannel queued = SocketChannel.open(listener.getLocalAddress())) {
      assertTrue(natives.isReadable(fd(listener)));
      listener.accept().close();
      assertFalse(natives.isReadable(fd(listener)));
      assertTrue(natives.isReadable(fd(queued)), "its end came");
    }
  }

  @Test
  void aConnectionIsReadableWhileBytesAreUnread() throws Throwable {
    assertFalse(natives.isReadable(fd(server)));
    client.write(ByteBuffer.wrap(new byte[3]));
    assertTrue(natives.isReadable(fd(server)));
    assertEquals(3, read(server));
    assertFalse(natives.isReadable(fd(server)));
  }

  @Test
  void endInputEndsWhatTheOwnerReadsAndLeavesTheOtherDirection() throws Throwable {
    natives.endInput(fd(server));
    assertEquals(-1, read(server));
    server.write(ByteBuffer.wrap(new byte[4]));
    assertEquals(4, read(client));
  }

  @Test
  void endOutputSendsAFinAndLeavesTheOtherDirection() throws Throwable {
    natives.endOutput(fd(server));
    assertEquals(-1, read(client));
    client.write(ByteBuffer.wrap(new byte[4]));
    assertEquals(4, read(server));
  }

  @Test
  void anOptionIsTakenOrRefusedWithoutAnException() throws Exception {
    assertTrue(natives.setOption(fd(client), 0, 2, 77), "IP_TTL");
    assertFalse(natives.setOption(fd(client), 0, 9_999, 1), "no such option");
  }

  @Test
  void dup2PutsAnotherSocketUnderTheNumber() throws Throwable {
    OpenFiles files = new OpenFiles();
    int number = natives.number(fd(listener));
    try (ServerSocketChannel other = ServerSocketChannel.open().bind(null)) {
      long inode = files.inode(natives.number(fd(other)));
      natives.dup2(natives.number(fd(other)), number);
      assertEquals(inode, files.inode(number));
    }
    assertTrue(listener.isOpen());
    assertThrows(IOException.class, () -> natives.dup2(-1, number));
  }
}
