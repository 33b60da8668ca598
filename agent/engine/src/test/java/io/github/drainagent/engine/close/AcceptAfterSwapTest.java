package io.github.drainagent.engine.close;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.Await;
import io.github.drainagent.engine.Recorder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A socket that took another's place waits, or does not wait, as the other one did. */
class AcceptAfterSwapTest {

  private final Ports ports;

  AcceptAfterSwapTest() throws ReflectiveOperationException {
    ports = new Ports();
  }

  @BeforeEach
  void noDrain() {
    Recorder.start();
  }

  /** A loop that accepts until there is nobody left would hang, and all its connections with it. */
  @Test
  void anAcceptThatDoesNotBlockStillDoesNot() throws Exception {
    ServerSocketChannel channel = ServerSocketChannel.open();
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.configureBlocking(false);
    assertTrue(ports.swap.close(ports.bound(channel)));
    CountDownLatch nobodyLeft = new CountDownLatch(1);
    Thread loop =
        new Thread(
            () -> {
              try {
                while (channel.accept() != null) {
                  continue; // a wake-up of the agent's own
                }
                nobodyLeft.countDown();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    loop.setDaemon(true); // close() would wait for it
    loop.start();
    assertTrue(nobodyLeft.await(5, TimeUnit.SECONDS), "still in accept");
    channel.close();
  }

  @Test
  void anAcceptWithATimeoutStillEndsWithIt() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      socket.setSoTimeout(200);
      AtomicInteger timeouts = new AtomicInteger();
      Acceptor.start(
          () -> {
            try {
              return socket.accept();
            } catch (SocketTimeoutException e) {
              timeouts.incrementAndGet();
              return null;
            }
          });
      assertTrue(ports.swap.close(ports.bound(socket)));
      int before = timeouts.get();
      Await.until("two timeouts after the close", () -> timeouts.get() >= before + 2);
    }
  }
}
