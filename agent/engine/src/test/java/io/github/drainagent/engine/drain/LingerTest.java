package io.github.drainagent.engine.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.drainagent.engine.Await;
import io.github.drainagent.engine.exchange.Connections;
import io.github.drainagent.engine.exchange.Exchanges;
import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LingerTest {

  private static final int PIECES = 64;

  private final byte[] piece = new byte[64 * 1024];
  private final Connections connections = new Connections(new Exchanges());
  private Linger linger;
  private ServerSocketChannel listener;
  private Socket client;
  private SocketChannel server;

  @BeforeEach
  void connect() throws Exception {
    JdkNatives natives = new JdkNatives();
    linger = new Linger(connections, new Descriptors(natives), natives);
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    client = new Socket(InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
    client.setSoTimeout(20_000);
    server = listener.accept();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
    listener.close();
  }

  /** As the woven close of a server would do it, which has read nothing. */
  private void answerAndClose(boolean kept) throws Exception {
    connections.accepted(server, kept);
    server.write(ByteBuffer.wrap(new byte[] {'a'}));
    linger.closing(server);
    connections.closed(server);
    server.close();
  }

  private void sendAll() throws IOException {
    for (int i = 0; i < PIECES; i++) {
      client.getOutputStream().write(piece);
    }
  }

  @Test
  void aClientSendsEverythingAndReadsItsAnswerThoughTheServerHasClosed() throws Exception {
    client.getOutputStream().write(piece);
    answerAndClose(false);
    assertFalse(server.isOpen());
    sendAll();
    assertEquals('a', client.getInputStream().read());
    assertEquals(-1, client.getInputStream().read());
  }

  @Test
  void withoutItTheSameClientIsReset() throws Exception {
    client.getOutputStream().write(piece);
    answerAndClose(true); // of a kept port: not the drain's business
    assertThrows(IOException.class, this::sendAll);
  }

  @Test
  void aClientThatStillSendsIsWaitedForUntilItHangsUp() throws Exception {
    assertFalse(linger.isReceiving());
    answerAndClose(false);
    Await.until(
        "it is waited for",
        () -> {
          client.getOutputStream().write(piece);
          return linger.isReceiving();
        });
    client.close();
    Await.until("the client has hung up", () -> !linger.isReceiving());
  }

  @Test
  void aServerThatWantsAResetGetsIt() throws Exception {
    server.setOption(StandardSocketOptions.SO_LINGER, 0);
    answerAndClose(false);
    assertFalse(linger.isReceiving());
    assertThrows(IOException.class, this::sendAll);
  }

  @Test
  void whatIsClosedTwiceIsKeptOnce() throws Exception {
    answerAndClose(false);
    linger.closing(server);
    client.close();
    Await.until("the client has hung up", () -> !linger.isReceiving());
  }
}
