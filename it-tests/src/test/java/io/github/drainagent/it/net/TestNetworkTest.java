package io.github.drainagent.it.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.process.Network;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tool that other tests believe. */
@Timeout(20)
@ExtendWith(Available.class)
class TestNetworkTest {
  private static final int ROUND_TRIP_MILLIS = 10;
  private static final int TIMES = 20;
  private static final int BYTES = 2_000_000;
  private static final int CONNECT_MILLIS = 5_000;

  private TestNetwork network;

  @BeforeEach
  void open() throws Exception {
    network = TestNetwork.withRoundTrip(Duration.ofMillis(ROUND_TRIP_MILLIS));
  }

  @AfterEach
  void close() throws Exception {
    network.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aConnectTakesARoundTrip(boolean ipv6) throws Exception {
    Network path = ipv6 ? network.ipv6() : network.ipv4();
    try (ServerSocket server = listen()) {
      for (int i = 0; i < TIMES; i++) {
        long nanos = asClient(path, () -> nanosToConnect(path, server.getLocalPort()));
        assertTrue(nanos >= TimeUnit.MILLISECONDS.toNanos(ROUND_TRIP_MILLIS), nanos + " ns only");
      }
    }
    assertEquals(0, network.dropped());
  }

  @Test
  void dataArrivesWholeAndInOrder() throws Exception {
    byte[] sent = new byte[BYTES];
    new Random(1).nextBytes(sent);
    Network path = network.ipv4();
    try (ServerSocket server = listen()) {
      FutureTask<byte[]> received = startAsClient(path, () -> read(path, server.getLocalPort()));
      try (Socket socket = server.accept()) {
        socket.getOutputStream().write(sent);
      }
      assertArrayEquals(sent, received.get());
    }
    assertEquals(0, network.dropped());
  }

  @Test
  void whereNobodyListensAClientIsRefused() throws Exception {
    Network path = network.ipv4();
    int port = nobodysPort();
    assertThrows(
        ConnectException.class,
        () -> {
          Object unused = asClient(path, () -> nanosToConnect(path, port));
        });
  }

  @Test
  void aClientSeesNothingOfTheMachinesOwnNetwork() throws Exception {
    try (ServerSocket outside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Network loopback =
          new Network("0", "127.0.0.1", network.ipv4().enter(), network.ipv4().clients());
      assertThrows(
          IOException.class,
          () -> {
            Object unused =
                asClient(loopback, () -> nanosToConnect(loopback, outside.getLocalPort()));
          });
    }
  }

  private ServerSocket listen() throws Exception {
    return network.onServer(() -> new ServerSocket(0));
  }

  private int nobodysPort() throws Exception {
    try (ServerSocket socket = listen()) {
      return socket.getLocalPort();
    }
  }

  private static long nanosToConnect(Network path, int port) throws IOException {
    try (Socket socket = new Socket()) {
      long begun = System.nanoTime();
      socket.connect(new InetSocketAddress(path.server(), port), CONNECT_MILLIS);
      return System.nanoTime() - begun;
    }
  }

  private static byte[] read(Network path, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(path.server(), port), CONNECT_MILLIS);
      return socket.getInputStream().readAllBytes();
    }
  }

  private static <T> T asClient(Network path, Callable<T> task) throws Exception {
    try {
      return startAsClient(path, task).get();
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  private static <T> FutureTask<T> startAsClient(Network path, Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    path.clients().newThread(future).start();
    return future;
  }
}
