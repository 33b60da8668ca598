package io.github.drainagent.engine.close;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.Recorder;
import io.github.drainagent.engine.socket.Listener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketSwapTest {

  /** The wake-ups of one close: five on the port and four on what took its place, at most. */
  private static final int MOST_WAKE_UPS = 9;

  private final Ports ports;
  private Recorder recorder;

  SocketSwapTest() throws ReflectiveOperationException {
    ports = new Ports();
  }

  @BeforeEach
  void listen() {
    recorder = Recorder.start();
  }

  @AfterEach
  void nothingWasSuppressed() {
    assertEquals(Collections.emptyList(), recorder.suppressedOnes());
  }

  private void closes(Object socket, InetSocketAddress address) throws Exception {
    Listener listener = ports.bound(socket);
    long inode = ports.inode(socket);
    ports.assertOpen(address, inode);
    assertNotEquals("accept", ports.swap.stop(listener));
    assertTrue(ports.swap.close(listener), "not gone for certain");
    ports.assertGone(address, inode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"::", "0.0.0.0", "127.0.0.1", "::1"})
  void aBlockedServerSocketLosesItsPortAndNoticesNothing(String host) throws Exception {
    InetAddress address = InetAddress.getByName(host);
    try (ServerSocket socket = new ServerSocket(0, 50, address)) {
      Acceptor acceptor = Acceptor.start(socket::accept);
      closes(socket, client(address, socket.getLocalPort()));
      assertFalse(socket.isClosed());
      acceptor.assertUndisturbed();
      assertTrue(acceptor.accepted() <= 1 + MOST_WAKE_UPS, "accepted " + acceptor.accepted());
      socket.close();
      acceptor.assertEndsWith(SocketException.class);
    }
  }

  private static InetSocketAddress client(InetAddress bound, int port) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new InetSocketAddress(bound.isAnyLocalAddress() ? loopback : bound, port);
  }

  @Test
  void anAcceptorThatPollsWithATimeoutLosesItsPortAndNoticesNothing() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      socket.setSoTimeout(600_000);
      Acceptor acceptor = Acceptor.start(socket::accept);
      closes(socket, (InetSocketAddress) socket.getLocalSocketAddress());
      assertFalse(socket.isClosed());
      acceptor.assertUndisturbed();
      socket.close();
      acceptor.assertEndsWith(SocketException.class);
    }
  }

  @Test
  void aBlockedServerSocketChannelLosesItsPortAndNoticesNothing() throws Exception {
    try (ServerSocketChannel channel = open()) {
      Acceptor acceptor = Acceptor.start(channel::accept);
      closes(channel, (InetSocketAddress) channel.getLocalAddress());
      assertTrue(channel.isOpen());
      acceptor.assertUndisturbed();
      channel.close();
      acceptor.assertEndsWith(AsynchronousCloseException.class);
    }
  }

  @Test
  void aSelectorLosesThePortAndNoticesNothing() throws Exception {
    try (ServerSocketChannel channel = open();
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_ACCEPT);
      Acceptor acceptor =
          Acceptor.start(
              () -> {
                selector.select();
                selector.selectedKeys().clear();
                return channel.accept();
              });
      closes(channel, (InetSocketAddress) channel.getLocalAddress());
      assertTrue(channel.isOpen());
      assertTrue(key.isValid());
      acceptor.assertUndisturbed();
      selector.close();
      acceptor.assertEndsWith(ClosedSelectorException.class);
    }
  }

  private static ServerSocketChannel open() throws Exception {
    ServerSocketChannel channel = ServerSocketChannel.open();
    return channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @Test
  void aPortThatNobodyAcceptsOnIsGoneWithoutAWakeUp() throws Exception {
    try (ServerSocketChannel channel = open()) {
      InetSocketAddress address = (InetSocketAddress) channel.getLocalAddress();
      long inode = ports.inode(channel);
      Listener listener = ports.bound(channel);
      assertTrue(ports.swap.close(listener));
      ports.assertGone(address, inode);
    }
  }

  @Test
  void whatTookThePlaceOfAPortIsGoneWhenTheApplicationClosesIt() throws Exception {
    ServerSocketChannel channel = open();
    ports.swap.close(ports.bound(channel));
    long dummy = ports.inode(channel);
    assertTrue(ports.procNet.isListening(dummy));
    channel.close();
    assertFalse(ports.procNet.isListening(dummy));
  }

  @Test
  void closingOnePortLeavesTheOtherOpen() throws Exception {
    try (ServerSocketChannel one = open();
        ServerSocketChannel two = open()) {
      InetSocketAddress address = (InetSocketAddress) two.getLocalAddress();
      ports.bound(two);
      closes(one, (InetSocketAddress) one.getLocalAddress());
      ports.assertOpen(address, ports.inode(two));
      closes(two, address);
    }
  }

  @Test
  void whereALookTakesTooLongSomebodyMayWaitButNobodyIsKnownToBeLeft() throws Exception {
    try (ServerSocketChannel channel = open()) {
      Listener listener = ports.bound(channel);
      assertTrue(ports.swap.isSomebodyWaiting(listener, 0));
      assertFalse(ports.swap.isSomebodyLeft(listener, 0));
      assertFalse(ports.swap.isSomebodyWaiting(listener, Ports.LONG));
    }
  }

  @Test
  void aPortThatTheApplicationClosedFirstIsLeftAlone() throws Exception {
    ServerSocketChannel channel = open();
    Listener listener = ports.bound(channel);
    ports.listeners.unbound(channel); // as the advice does at the beginning of close()
    channel.close();
    // the kernel gives the lowest free number to the next socket: most likely the same
    try (ServerSocketChannel next = open()) {
      long inode = ports.inode(next);
      assertEquals("accept", ports.swap.stop(listener));
      assertFalse(ports.swap.isSomebodyWaiting(listener, Ports.LONG));
      assertTrue(ports.swap.close(listener));
      assertEquals(inode, ports.inode(next), "somebody else's socket was swapped");
      ports.assertOpen((InetSocketAddress) next.getLocalAddress(), inode);
    }
  }
}
