package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way through an exchange begins it once and ends it once. */
class JettyExchangeTest {

  private static final Woven woven = Woven.JETTY;

  private JettyServer server;
  private final BlockingQueue<Callback> parked = new LinkedBlockingQueue<>();

  @BeforeEach
  void fresh() throws Exception {
    server = new JettyServer();
    server.on(
        "/ok",
        (request, response, callback) -> Content.Sink.write(response, true, "fine", callback));
    server.on("/async", (request, response, callback) -> parked.add(callback));
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
      Callback callback = parked.poll(10, TimeUnit.SECONDS);
      assertEquals(1, woven.exchanges.size());
      assertEquals("GET /async", woven.connector.describe(woven.onlyExchange()));
      callback.succeeded();
      client.readTo("\r\n\r\n");
      exchanges(1);
    }
  }

  @Test
  void aStreamedResponseEndsAfterItsLastByte() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    server.on(
        "/stream",
        (request, response, callback) -> {
          response.write(false, ByteBuffer.wrap("first".getBytes()), Callback.NOOP);
          go.await();
          response.write(true, ByteBuffer.wrap("last".getBytes()), callback);
        });
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
        (request, response, callback) -> {
          throw new IOException("on purpose");
        });
    try (Client client = new Client(server.port)) {
      assertTrue(client.get("/throws").readTo("\r\n\r\n").contains(" 500 "));
      exchanges(1);
    }
  }

  @Test
  void aHandlerThatFailsAfterTheFirstByteEndsItsExchange() throws Exception {
    server.on(
        "/half",
        (request, response, callback) ->
            response.write(
                false,
                ByteBuffer.wrap("first".getBytes()),
                Callback.from(
                    () -> callback.failed(new IOException("on purpose")),
                    Throwable::printStackTrace)));
    try (Client client = new Client(server.port)) {
      client.get("/half").readTo("first");
      exchanges(1);
    }
  }

  @Test
  void whatNobodyHandlesEndsItsExchange() throws Exception {
    try (Client client = new Client(server.port)) {
      assertTrue(client.get("/nothing").readTo("\r\n\r\n").contains(" 404 "));
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
  void interimResponsesDoNotEndAnExchange() throws Exception {
    server.on(
        "/hints",
        (request, response, callback) -> {
          response.writeInterim(103, HttpFields.EMPTY).get();
          parked.add(callback);
        });
    try (Client client = new Client(server.port)) {
      client.get("/hints").readTo("\r\n\r\n");
      Callback callback = parked.poll(10, TimeUnit.SECONDS);
      assertEquals(1, woven.exchanges.size());
      callback.succeeded();
      client.readTo("\r\n\r\n");
      exchanges(1);
    }
  }

  @Test
  void aBodyThatWaitsForContinueIsOneExchange() throws Exception {
    server.on(
        "/echo",
        (request, response, callback) ->
            Content.Sink.write(response, true, Content.Source.asString(request), callback));
    try (Client client = new Client(server.port)) {
      client.send(
          "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      assertTrue(client.readTo("\r\n\r\n").contains(" 100 "));
      client.send("hello").readTo("hello");
      exchanges(1);
    }
  }

  @Test
  void aRefusedContinueEndsItsExchange() throws Exception {
    try (Client client = new Client(server.port)) {
      client.send(
          "POST /ok HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      client.readTo("fine");
      exchanges(1);
    }
  }

  @Test
  void pipelinedRequestsAreOneExchangeEach() throws Exception {
    try (Client client = new Client(server.port)) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        all.append("GET /")
            .append(i % 2 == 0 ? "ok" : "async")
            .append(" HTTP/1.1\r\nHost: h\r\n\r\n");
      }
      client.send(all.toString());
      for (int i = 0; i < 20; i += 2) {
        client.readTo("fine");
        // completed by another thread than Jetty's: the next one begins elsewhere, at once
        parked.poll(10, TimeUnit.SECONDS).succeeded();
        client.readTo("\r\n\r\n");
      }
      exchanges(20);
    }
  }

  @Test
  void aBadRequestLeavesNothingBehind() throws Exception {
    for (String bad :
        new String[] {
          "GET\r\n\r\n",
          "GET /ok HTTP/1.1\r\n\r\n",
          "GET /ok HTTP/1.1\r\nHost: h\r\nExpect: wonders\r\n\r\n",
          "GET /ok HTTP/7.1\r\nHost: h\r\n\r\n",
          "POST /ok HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n"
        }) {
      try (Client client = new Client(server.port)) {
        client.send(bad);
        assertTrue(client.readAll().contains("HTTP/1."), bad);
        Woven.await("over: " + bad, () -> woven.exchanges.isEmpty());
      }
    }
  }

  @Test
  void aClientThatVanishesLeavesNothingBehind() throws Exception {
    Client client = new Client(server.port).get("/async");
    Callback callback = parked.poll(10, TimeUnit.SECONDS);
    client.vanish();
    callback.failed(new IOException("on purpose"));
    exchanges(1);
    Woven.await("connection gone", () -> woven.connections.isEmpty());
  }

  @Test
  void aClientThatVanishesInItsBodyLeavesNothingBehind() throws Exception {
    server.on(
        "/body",
        (request, response, callback) ->
            Content.Source.asString(
                request,
                StandardCharsets.UTF_8,
                Promise.from(body -> callback.succeeded(), callback::failed)));
    Client client = new Client(server.port);
    client.send("POST /body HTTP/1.1\r\nHost: h\r\nContent-Length: 50\r\n\r\nhalf");
    Woven.await("begun", () -> woven.begun.get() == 1);
    client.vanish();
    exchanges(1);
    Woven.await("connection gone", () -> woven.connections.isEmpty());
  }
}
