package io.github.drainagent.instrumentation.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way through an exchange begins it once and ends it once. */
class UndertowExchangeTest {

  private static final Woven woven = Woven.UNDERTOW;

  private UndertowServer server;
  private final BlockingQueue<HttpServerExchange> parked = new LinkedBlockingQueue<>();

  @BeforeEach
  void fresh() {
    server = new UndertowServer();
    server.on("/ok", exchange -> exchange.getResponseSender().send("fine"));
    server.on("/async", exchange -> exchange.dispatch(Runnable::run, () -> parked.add(exchange)));
    woven.reset();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    server.close();
    woven.nothingIsLeft();
  }

  private void exchanges(int n) {
    Woven.await(n + " ended, is " + woven.ended, () -> woven.ended.get() == n);
    assertEquals(n, woven.begun.get());
    assertTrue(woven.exchanges.isEmpty());
  }

  @Test
  void eachRequestOfAKeptAliveConnectionIsAnExchange() throws Exception {
    try (Client client = new Client(server.port)) {
      for (int i = 1; i <= 3; i++) {
        assertFalse(client.get("/ok").readTo("fine").contains("close"));
        exchanges(i);
      }
      assertEquals(1, woven.opened.get());
    }
  }

  @Test
  void anAsyncResponseEndsItsExchangeOnce() throws Exception {
    try (Client client = new Client(server.port)) {
      client.get("/async");
      HttpServerExchange exchange = parked.poll(10, TimeUnit.SECONDS);
      assertEquals("GET /async", woven.connector.describe(woven.onlyExchange()));
      exchange.getResponseSender().send("fine");
      client.readTo("fine");
      exchanges(1);
    }
  }

  @Test
  void aRequestThatIsDispatchedAgainIsStillOneExchange() throws Exception {
    server.on(
        "/again",
        exchange ->
            exchange.dispatch(
                new BlockingHandler(
                    inWorker -> inWorker.dispatch(last -> last.getResponseSender().send("fine")))));
    try (Client client = new Client(server.port)) {
      client.get("/again").readTo("fine");
      exchanges(1);
    }
  }

  @Test
  void aStreamedResponseEndsAfterItsLastByte() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    server.on(
        "/stream",
        new BlockingHandler(
            exchange -> {
              exchange.getOutputStream().write("first".getBytes());
              exchange.getOutputStream().flush();
              go.await();
              exchange.getOutputStream().write("last".getBytes());
            }));
    try (Client client = new Client(server.port)) {
      client.get("/stream").readTo("first");
      assertEquals(0, woven.ended.get());
      go.countDown();
      client.readTo("last");
      exchanges(1);
    }
  }

  @Test
  void aHandlerThatThrowsEndsItsExchange() throws Exception {
    server.on(
        "/throws",
        exchange -> {
          throw new IOException("on purpose");
        });
    try (Client client = new Client(server.port)) {
      assertTrue(client.get("/throws").readTo("\r\n\r\n").contains(" 500 "));
      exchanges(1);
    }
  }

  @Test
  void aHandlerThatThrowsAfterTheFirstByteEndsItsExchange() throws Exception {
    server.on(
        "/half",
        new BlockingHandler(
            exchange -> {
              exchange.getOutputStream().write("first".getBytes());
              exchange.getOutputStream().flush();
              throw new IOException("on purpose");
            }));
    try (Client client = new Client(server.port)) {
      client.get("/half").readTo("first");
      exchanges(1);
    }
  }

  @Test
  void aHeadRequestIsAnExchange() throws Exception {
    try (Client client = new Client(server.port)) {
      client.send("HEAD /ok HTTP/1.1\r\nHost: h\r\n\r\n").readTo("\r\n\r\n");
      exchanges(1);
      client.get("/ok").readTo("fine");
      exchanges(2);
    }
  }

  @Test
  void aBodyThatWaitsForContinueIsOneExchange() throws Exception {
    server.on(
        "/echo",
        new BlockingHandler(
            exchange -> {
              byte[] body = new byte[5];
              new DataInputStream(exchange.getInputStream()).readFully(body);
              exchange.getOutputStream().write(body);
            }));
    try (Client client = new Client(server.port)) {
      client.send(
          "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      assertTrue(client.readTo("\r\n\r\n").contains(" 100 "));
      client.send("hello").readTo("hello");
      exchanges(1);
    }
  }

  @Test
  void pipelinedRequestsAreOneExchangeEach() throws Exception {
    server.on(
        "/worker", exchange -> exchange.dispatch(() -> exchange.getResponseSender().send("later")));
    try (Client client = new Client(server.port)) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        all.append("GET /").append(i % 2 == 0 ? "ok" : "worker");
        all.append(" HTTP/1.1\r\nHost: h\r\n\r\n");
      }
      client.send(all.toString());
      for (int i = 0; i < 20; i += 2) {
        client.readTo("fine");
        client.readTo("later");
      }
      exchanges(20);
    }
  }

  @Test
  void aBadRequestLeavesNothingBehind() throws Exception {
    for (String bad :
        new String[] {
          "GET  HTTP/1.1\r\nHost: h\r\n\r\n",
          "GET /ok HTTP/1.1\r\nHost : h\r\n\r\n",
          "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n"
        }) {
      try (Client client = new Client(server.port)) {
        client.send(bad);
        assertTrue(client.readAll().contains(" 400 "), bad);
        Woven.await("over: " + bad, () -> woven.exchanges.isEmpty());
      }
    }
  }

  @Test
  void aClientThatVanishesLeavesNothingBehind() throws Exception {
    Client client = new Client(server.port).get("/async");
    HttpServerExchange exchange = parked.poll(10, TimeUnit.SECONDS);
    client.vanish();
    exchange.getResponseSender().send(new String(new char[1 << 20]));
    Woven.await("exchange over", () -> woven.exchanges.isEmpty());
    Woven.await("connection gone", () -> woven.connections.isEmpty());
  }

  @Test
  void aClientThatVanishesInItsBodyLeavesNothingBehind() throws Exception {
    server.on(
        "/body",
        exchange ->
            exchange
                .getRequestReceiver()
                .receiveFullString((e, body) -> e.getResponseSender().send(body)));
    Client client = new Client(server.port);
    client.send("POST /body HTTP/1.1\r\nHost: h\r\nContent-Length: 50\r\n\r\nhalf");
    Woven.await("begun", () -> woven.begun.get() == 1);
    client.vanish();
    Woven.await("exchange over", () -> woven.exchanges.isEmpty());
    Woven.await("connection gone", () -> woven.connections.isEmpty());
  }
}
