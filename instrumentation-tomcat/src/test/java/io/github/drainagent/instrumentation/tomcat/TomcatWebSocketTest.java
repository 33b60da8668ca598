package io.github.drainagent.instrumentation.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.WebSocketContract;
import io.github.drainagent.instrumentation.testing.Woven;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"Nio", "Nio2"})
class TomcatWebSocketTest extends WebSocketContract {

  /** RFC 6455, 5.2: the message "hi" from a client, masked with zeros. */
  private static final String HI = "\u0081\u0082\0\0\0\0hi";

  /** The answer to it. */
  private static final String HELLO = "\u0081\u0005hello";

  @Parameter String protocol;

  private TomcatWebSockets server;

  TomcatWebSocketTest() {
    super(TomcatServer.WOVEN);
  }

  @Override
  protected int start() {
    server = new TomcatWebSockets(protocol);
    return server.port;
  }

  @Override
  protected void stop() {
    server.close();
  }

  @Test
  void aWebSocketThatWasUsedIsClosedToo() throws Exception {
    try (Client client = connect()) {
      Object webSocket = upgraded(client);
      server.answering(message -> "hello");
      client.send(HI).readTo(HELLO);
      DrainDispatcher.closing = true;
      woven.connector.announceEnd(webSocket);
      isClosed(client);
    }
  }

  @Test
  void aMessageThatIsWorkedOnIsAnsweredBeforeTheClose() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    server.answering(
        message -> {
          arrived.countDown();
          awaitOrFail(go);
          return "hello";
        });
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

  private static void awaitOrFail(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its HTTP connection was told of the drain before: it is told again. */
  @Test
  void aWebSocketThatBeginsInADrainIsReportedOnceMore() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = connect()) {
      Object connection = woven.onlyConnection();
      woven.connector.announceEnd(connection);
      assertEquals(1, woven.reported.get());
      upgraded(client);
      Woven.await("reported once more", () -> woven.reported.get() == 2);
      woven.connector.announceEnd(connection);
      isClosed(client);
    }
  }
}
