package io.github.drainagent.engine.close;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.drainagent.engine.Await;
import io.github.drainagent.engine.Recorder;
import io.github.drainagent.engine.socket.Listener;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Between {@code stop} and {@code close}: nobody new gets in, and nobody in the queue is lost. */
@ParameterizedClass
@ValueSource(strings = {"ttl", "filter"})
class SynStopTest {

  private final String rung;
  private final Ports ports;
  private Recorder recorder;

  SynStopTest(String rung) throws ReflectiveOperationException {
    this.rung = rung;
    ports = new Ports(rung);
    assumeTrue(ports.isTaken(), rung + " is not taken by this kernel for this user");
  }

  @BeforeEach
  void listen() {
    recorder = Recorder.start();
  }

  @AfterEach
  void nothingWasSuppressed() {
    assertEquals(Collections.emptyList(), recorder.suppressedOnes());
  }

  private static void says(Socket from, Socket to, int what) throws IOException {
    to.setSoTimeout(10_000);
    from.getOutputStream().write(what);
    assertEquals(what, to.getInputStream().read());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void whoIsInTheQueueIsStillAcceptedAndServed(String host) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName(host))) {
      InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
      Listener listener = ports.bound(server);
      assertFalse(ports.swap.isSomebodyWaiting(listener, Ports.LONG));
      try (Socket early = Ports.connect(address);
          Socket silent = Ports.connect(address)) {
        early.getOutputStream().write(1); // before the stop: it is in the kernel's hands
        assertEquals(rung, ports.swap.stop(listener));
        silent.getOutputStream().write(2); // after it: dropped, and sent again by the kernel
        assertTrue(ports.swap.isSomebodyWaiting(listener, Ports.LONG));
        for (Socket client : new Socket[] {early, silent}) {
          assertTrue(ports.swap.isSomebodyWaiting(listener, Ports.LONG));
          try (Socket accepted = server.accept()) {
            ports.lift(accepted);
            accepted.setSoTimeout(10_000);
            assertEquals(client == early ? 1 : 2, accepted.getInputStream().read());
            says(accepted, client, 3);
            says(client, accepted, 4);
          }
        }
        assertFalse(ports.swap.isSomebodyWaiting(listener, Ports.LONG));
      }
      long inode = ports.inode(server);
      assertTrue(ports.swap.close(listener));
      ports.assertGone(address, inode);
    }
  }

  @Test
  void aConnectionThatIsOpenAlreadyIsNotTouched() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Socket client = Ports.connect((InetSocketAddress) server.getLocalSocketAddress());
        Socket accepted = server.accept()) {
      Listener listener = ports.bound(server);
      ports.swap.stop(listener);
      says(client, accepted, 5);
      ports.swap.close(listener);
      says(client, accepted, 6);
      says(accepted, client, 7);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aClientThatCameInBetweenIsRefused(String host) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName(host));
        SocketChannel client = SocketChannel.open()) {
      Listener listener = ports.bound(server);
      ports.swap.stop(listener);
      client.configureBlocking(false);
      // on loopback the SYN has been handled when connect returns
      assertFalse(client.connect(server.getLocalSocketAddress()));
      assertFalse(client.finishConnect(), "a SYN got through");
      assertFalse(ports.swap.isSomebodyWaiting(listener, Ports.LONG), "its handshake has begun");
      assertTrue(ports.swap.close(listener));
      // its kernel sends the SYN again after a second, and there is nobody
      assertThrows(
          ConnectException.class, () -> Await.until("an answer", () -> client.finishConnect()));
    }
  }

  @Test
  void whatWasStoppedServesAgainWhenItIsLifted() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      ports.swap.stop(ports.bound(server));
      ports.liftListener(server);
      try (Socket client = Ports.connect((InetSocketAddress) server.getLocalSocketAddress());
          Socket accepted = server.accept()) {
        says(client, accepted, 8);
      }
    }
  }
}
