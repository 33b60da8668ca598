package io.github.drainagent.instrumentation.httpserver;

import static io.github.drainagent.instrumentation.testing.Woven.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.ExchangeContract;
import io.github.drainagent.instrumentation.testing.TestServer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpServerExchangeTest extends ExchangeContract {

  private final BlockingQueue<HttpExchange> open = new LinkedBlockingQueue<>();

  @Override
  protected TestServer serve(Call.Answer answer) throws Exception {
    return new JdkServer(answer)
        .on("/later", open::add)
        .on("/closes", HttpExchange::close)
        .on(
            "/dies",
            exchange -> {
              throw new ThreadDeath(); // the one error that no handler of uncaught errors prints
            });
  }

  @Test
  void aConnectionIsThatOfAChannel() throws Exception {
    try (Client client = server.client()) {
      client.get("/ok").readTo("fine");
      assertInstanceOf(SocketChannel.class, woven.connector.transport(woven.onlyConnection()));
    }
  }

  @Test
  void whatComesAfterTheLastResponseIsReadAndNeitherServedNorReset() throws Exception {
    try (Client client = server.client()) {
      client.get("/later");
      HttpExchange request = open.poll(10, TimeUnit.SECONDS);
      DrainDispatcher.closing = true;
      request.sendResponseHeaders(200, 4);
      client.get("/ok");
      request.getResponseBody().write("fine".getBytes(StandardCharsets.ISO_8859_1));
      request.close();
      client.readTo("fine");
      client.get("/ok");
      assertEquals("", client.readAll());
      assertEquals(1, woven.begun.get());
    }
  }

  @Test
  void aHandlerThatDiesOfAnErrorEndsItsExchange() throws Exception {
    try (Client client = server.client()) {
      Object connection = woven.onlyConnection();
      client.get("/dies");
      onlyExchangeIsOver();
      await("let go", () -> woven.connector.idle(connection));
      server.close(); // the server forgot it, and leaves it open
    }
  }

  @Test
  void anExchangeClosedWithoutAnAnswerIsOver() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = server.client()) {
      assertEquals("", client.get("/closes").readAll());
      onlyExchangeIsOver();
    }
  }

  /** There is always a context at the root here. */
  @Test
  void aPathThatIsNoneIsAnsweredWithoutAnExchange() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = server.client()) {
      assertTrue(client.get("nowhere").readAll().startsWith("HTTP/1.1 404"));
      assertEquals(0, woven.begun.get());
    }
  }
}
