package io.github.drainagent.instrumentation.undertow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
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

  private static final Woven woven = UndertowServer.WOVEN;

  private UndertowServer server;
  private final BlockingQueue<HttpServerExchange> parked = new LinkedBlockingQueue<>();

  @BeforeEach
  void fresh() {
    server = new UndertowServer(call -> call.end("fine"));
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
    try (Client client = server.client()) {
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
      assertTrue(woven.connector.name().matches("Undertow [12]\\..*"), woven.connector.name());
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
    try (Client client = server.client()) {
      client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhel");
      Woven.await("begun", () -> woven.begun.get() == 1);
      assertFalse(woven.connector.idle(woven.onlyConnection()));
      client.send("lo").readTo("hello");
      woven.idle("after it");
    }
  }

  @Test
  void aConnectionThatTurnsOutToBeHttp2IsHandedOver() throws Exception {
    try (Client client = server.client()) {
      Object connection = woven.onlyConnection();
      // SETTINGS; then HEADERS of stream 1: GET, http, /async and authority h, as in RFC 7541
      client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
      client.send("\0\0\15\1\5\0\0\0\1" + "\u0082\u0086\4\6/async\1\1h");
      HttpServerExchange exchange = parked.poll(10, TimeUnit.SECONDS);
      woven.onlyExchange();
      assertNotSame(connection, woven.onlyConnection());
      assertFalse(woven.connector.idle(connection));
      exchange.getResponseSender().send("fine");
      client.readTo("fine");
      Woven.await("over", () -> woven.ended.get() == 1);
    }
  }
}
