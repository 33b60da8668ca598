package io.github.drainagent.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DescriptorsTest {

  private final JdkNatives natives;
  private final Descriptors descriptors;
  private final OpenFiles files = new OpenFiles();
  private ServerSocket server;
  private InetSocketAddress address;

  DescriptorsTest() throws ReflectiveOperationException {
    natives = new JdkNatives();
    descriptors = new Descriptors(natives);
  }

  @BeforeEach
  void listen() throws Exception {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    address = (InetSocketAddress) server.getLocalSocketAddress();
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  private void hasADescriptor(Closeable open) throws Exception {
    try (Closeable socket = open) {
      Object transport = descriptors.transport(socket);
      FileDescriptor fd = descriptors.of(transport);
      assertNotNull(fd);
      assertNotEquals(-1, files.inode(natives.number(fd)));
      assertSame(transport, descriptors.transport(socket), "the same each time");
    }
  }

  @Test
  void aServerSocketHasADescriptor() throws Exception {
    hasADescriptor(server);
  }

  @Test
  void aSocketHasADescriptor() throws Exception {
    hasADescriptor(new Socket(address.getAddress(), address.getPort()));
  }

  @Test
  void anAcceptedSocketHasADescriptor() throws Exception {
    try (Socket client = new Socket(address.getAddress(), address.getPort())) {
      Socket accepted = server.accept();
      assertEquals(client.getLocalPort(), accepted.getPort());
      hasADescriptor(accepted);
    }
  }

  @Test
  void channelsHaveADescriptor() throws Exception {
    hasADescriptor(SocketChannel.open(address));
    hasADescriptor(ServerSocketChannel.open().bind(null));
    hasADescriptor(AsynchronousServerSocketChannel.open().bind(null));
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
    channel.connect(address).get();
    hasADescriptor(channel);
  }

  @Test
  void aChannelIsItsOwnTransportAndItsSocketViewHasTheSame() throws Exception {
    try (SocketChannel channel = SocketChannel.open(address)) {
      assertSame(channel, descriptors.transport(channel));
      assertSame(channel, descriptors.transport(channel.socket()));
    }
  }

  @Test
  void theTransportOfASocketIsWhatReadsAndWrites() throws Exception {
    try (Socket client = new Socket(address.getAddress(), address.getPort())) {
      Object transport = descriptors.transport(client);
      assertNotSame(client, transport);
      assertEquals("sun.nio.ch.NioSocketImpl", transport.getClass().getName());
    }
  }

  @Test
  void anUnconnectedSocketHasNoDescriptor() throws Exception {
    try (Socket socket = new Socket()) {
      assertNull(descriptors.of(descriptors.transport(socket)));
    }
  }

  @Test
  void aNumberStandsForTheDescriptorOfANativeTransport() throws Exception {
    FileDescriptor fd = descriptors.of(7);
    assertNotNull(fd);
    assertEquals(7, natives.number(fd));
    assertSame(7, descriptors.transport(7));
  }

  @Test
  void whatIsNoSocketHasNone() throws Exception {
    assertNull(descriptors.of(new Object()));
    assertNull(descriptors.of("fd"));
  }
}
