package io.github.drainagent.instrumentation.helidon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.WebSocketContract;
import io.github.drainagent.instrumentation.testing.Woven;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21)
class HelidonWebSocketTest extends WebSocketContract {

  /** RFC 6455, 5.2: the message "hi" from a client, masked with zeros. */
  private static final String HI = "\u0081\u0082\0\0\0\0hi";

  /** The answer to it. */
  private static final String HELLO = "\u0081\u0005hello";

  /** RFC 6455, 7.4.1: the end of the reason behind 1001. */
  private static final String GOING_AWAY = "shutting down";

  private HelidonWebSocketServer server;

  HelidonWebSocketTest() {
    super(HelidonServer.WOVEN);
  }

  @Override
  protected int start() {
    server = new HelidonWebSocketServer(null);
    return server.port;
  }

  @Override
  protected void stop() {
    server.close();
  }

  @Test
  void aMessageThatIsWorkedOnIsAnsweredBeforeTheClose() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    server.listener =
        (session, text) -> {
          arrived.countDown();
          go.await();
          HelidonWebSocketServer.send(session, "hello");
        };
    try (Client client = connect()) {
      Object connection = upgraded(client);
      client.send(HI);
      assertTrue(arrived.await(10, TimeUnit.SECONDS));
      DrainDispatcher.closing = true;
      woven.connector.announceEnd(connection);
      go.countDown();
      assertEquals(HELLO, client.readTo(HELLO));
      isClosed(client);
    }
  }

  @Test
  void aFrameThatIsBeingSentIsWaitedFor() throws Exception {
    try (Client client = connect()) {
      Object connection = upgraded(client);
      Woven.await("open", () -> server.session != server);
      woven.connector.event(HelidonAdvice.SENDS, server.session, null);
      DrainDispatcher.closing = true;
      woven.connector.announceEnd(connection);
      client.socket.setSoTimeout(300);
      assertThrows(SocketTimeoutException.class, () -> client.skip(1));
      woven.connector.event(HelidonAdvice.SENT, server.session, null);
      client.socket.setSoTimeout(10_000);
      isClosed(client);
    }
  }

  /** Whatever an application sends while it is told to go, from a thread of its own. */
  @Test
  void framesAreWholeUpToTheClose() throws Exception {
    for (int i = 0; i < 20; i++) {
      server.session = server;
      try (Client client = connect()) {
        Object connection = upgraded(client);
        Woven.await("open", () -> server.session != server);
        Thread sender = new Thread(this::sendUntilItFails);
        sender.start();
        client.readTo(HELLO);
        woven.connector.announceEnd(connection);
        String all = client.readTo(GOING_AWAY);
        String frames = all.substring(0, all.lastIndexOf('\u0088'));
        assertEquals("", frames.replace(HELLO, ""));
        client.vanish();
        sender.join();
      }
      woven.nothingIsLeft();
    }
  }

  private void sendUntilItFails() {
    try {
      while (true) {
        HelidonWebSocketServer.send(server.session, "hello");
      }
    } catch (IllegalStateException | UncheckedIOException gone) {
      // the client has seen enough
    }
  }
}
