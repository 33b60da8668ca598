package io.github.drainagent.instrumentation.undertow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.server.HttpServerExchange;
import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only a connection that waits for the first byte of a request is idle. */
class UndertowIdleTest {

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

  @Test
  void aConnectionBetweenRequestsIsIdle() throws Exception {
    try (Client client = new Client(server.port)) {
      woven.idle("before the first");
      client.get("/ok").readTo("fine");
      woven.idle("after the first");
      client.get("/async");
      HttpServerExchange exchange = parked.poll(10, TimeUnit.SECONDS);
      assertFalse(woven.connector.idle(woven.onlyConnection()), "worked on");
      exchange.getResponseSender().send("fine");
      client.readTo("fine");
      woven.idle("after an async one");
      assertTrue(woven.connector.transport(woven.onlyConnection()) instanceof SocketChannel);
      assertTrue(woven.connector.name().startsWith("Undertow 2."), woven.connector.name());
    }
  }

  @Test
  void aPartlyReadRequestIsNotIdle() throws Exception {
    String request = "GET /ok HTTP/1.1\r\nHost: h\r\n\r\n";
    for (int length : new int[] {1, 7, 18, 21}) {
      try (Client client = new Client(server.port)) {
        woven.idle("at first");
        client.send(request.substring(0, length));
        Object connection = woven.onlyConnection();
        Woven.await("busy after " + length, () -> !woven.connector.idle(connection));
        client.send(request.substring(length)).readTo("fine");
        woven.idle("at last");
      }
      Woven.await("closed", () -> woven.connections.isEmpty());
    }
  }

  @Test
  void aPartlyReadBodyIsNotIdle() throws Exception {
    server.on(
        "/echo",
        exchange ->
            exchange
                .getRequestReceiver()
                .receiveFullString((e, body) -> e.getResponseSender().send(body)));
    try (Client client = new Client(server.port)) {
      client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhel");
      Woven.await("begun", () -> woven.begun.get() == 1);
      assertFalse(woven.connector.idle(woven.onlyConnection()));
      client.send("lo").readTo("hello");
      woven.idle("after it");
    }
  }

  @Test
  void aHalfClosedConnectionHoldsNothingUp() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = new Client(server.port)) {
      assertTrue(client.get("/ok").readAll().endsWith("fine"));
      woven.idle("after its last response");
    }
  }

  @Test
  void anUpgradedConnectionIsNotIdle() throws Exception {
    server.on("/upgrade", exchange -> exchange.upgradeChannel((connection, e) -> {}));
    try (Client client = new Client(server.port)) {
      Object connection = woven.onlyConnection();
      client.send(
          "GET /upgrade HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: chat\r\n\r\n");
      client.readTo("\r\n\r\n");
      Woven.await("over", () -> woven.ended.get() == 1);
      assertFalse(woven.connector.idle(connection));
      Woven.await("no longer HTTP", () -> woven.connections.isEmpty());
    }
  }

  @Test
  void aConnectionThatTurnsOutToBeHttp2IsHandedOver() throws Exception {
    try (Client client = new Client(server.port)) {
      Object connection = woven.onlyConnection();
      // SETTINGS; then HEADERS of stream 1: GET, http, /async and authority h, as in RFC 7541
      client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
      client.send("\0\0\15\1\5\0\0\0\1" + "\u0082\u0086\4\6/async\1\1h");
      HttpServerExchange exchange = parked.poll(10, TimeUnit.SECONDS);
      woven.onlyExchange();
      assertTrue(woven.connections.isEmpty());
      assertFalse(woven.connector.idle(connection));
      exchange.getResponseSender().send("fine");
      client.readTo("fine");
      Woven.await("over", () -> woven.ended.get() == 1);
    }
  }
}
