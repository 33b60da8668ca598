package io.github.drainagent.instrumentation.httpserver;

import static io.github.drainagent.instrumentation.httpserver.Woven.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {

  private static final Woven woven = Woven.into(new HttpServerFamily());

  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final LinkedBlockingQueue<HttpExchange> open = new LinkedBlockingQueue<>();
  private HttpServer server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    woven.reset();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(pool);
    on("/ok", exchange -> answer(exchange, "fine"));
    on("/slow", open::add);
    server.start();
    port = server.getAddress().getPort();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    server.stop(0);
    pool.shutdownNow();
    await("exchanges over: " + woven.exchanges, () -> woven.exchanges.isEmpty());
    await("connections gone: " + woven.connections, () -> woven.connections.isEmpty());
    assertTrue(woven.suppressed.isEmpty(), () -> "suppressed: " + woven.suppressed);
  }

  private void on(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    exchange.sendResponseHeaders(200, body.length());
    exchange.getResponseBody().write(body.getBytes(StandardCharsets.ISO_8859_1));
    exchange.close();
  }

  private HttpExchange nextOpen() throws InterruptedException {
    HttpExchange exchange = open.poll(10, TimeUnit.SECONDS);
    if (exchange == null) {
      throw new AssertionError("no request came");
    }
    return exchange;
  }

  private Object onlyConnection() {
    await("a connection", () -> woven.connections.size() == 1);
    return woven.connections.iterator().next();
  }

  private static void assertSaysClose(String answer) {
    assertTrue(answer.toLowerCase().contains("connection: close"), answer);
  }

  @Test
  void anIdleConnectionStaysOpenAndKeptAlive() throws Exception {
    try (Client client = new Client(port)) {
      Object connection = onlyConnection();
      await("idle before the first request", () -> woven.connector.idle(connection));
      for (int i = 1; i <= 3; i++) {
        String answer = client.get("/ok").readTo("fine");
        assertFalse(answer.toLowerCase().contains("close"), answer);
        assertEquals(i, woven.begun.get());
        await("ended", () -> woven.exchanges.isEmpty());
      }
      await("idle", () -> woven.connector.idle(connection));
      assertInstanceOf(SocketChannel.class, woven.connector.transport(connection));
      assertEquals(1, woven.opened.get());
    }
  }

  @Test
  void theResponseInFlightSaysClose() throws Exception {
    try (Client client = new Client(port)) {
      client.get("/slow?x=1");
      HttpExchange request = nextOpen();
      assertEquals("GET /slow?x=1", woven.connector.describe(woven.exchanges.iterator().next()));
      assertFalse(woven.connector.idle(onlyConnection()));
      DrainDispatcher.closing = true;
      answer(request, "fine");
      String answer = client.readAll();
      assertSaysClose(answer);
      assertTrue(answer.endsWith("fine"), answer);
    }
  }

  @Test
  void aStreamedResponseEndsItsExchangeOnce() throws Exception {
    try (Client client = new Client(port)) {
      client.get("/slow");
      HttpExchange request = nextOpen();
      request.sendResponseHeaders(200, 0);
      request.getResponseBody().write('1');
      request.getResponseBody().flush();
      client.readTo("1\r\n1\r\n");
      DrainDispatcher.closing = true;
      request.getResponseBody().write('2');
      request.getResponseBody().flush();
      client.readTo("1\r\n2\r\n");
      assertEquals(1, woven.exchanges.size());
      request.close();
      client.readTo("0\r\n\r\n");
      await("ended", () -> woven.exchanges.isEmpty());
      assertEquals(1, woven.begun.get());
      // Its head had promised keep-alive: the next request is still served.
      assertSaysClose(client.get("/ok").readAll());
    }
  }

  @Test
  void pipelinedRequestsAreAllAnswered() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = new Client(port)) {
      String rest = " HTTP/1.1\r\nHost: h\r\n\r\n";
      client.send("GET /slow" + rest + "GET /ok" + rest + "GET /ok" + rest);
      HttpExchange request = nextOpen();
      answer(request, "fine");
      String answers = client.readAll();
      assertEquals(4, answers.split("fine", -1).length, answers);
      assertEquals(2, answers.toLowerCase().split("connection: close", -1).length, answers);
      assertEquals(3, woven.begun.get());
    }
  }

  @Test
  void anUnreadBodyDoesNotTakeTheResponse() throws Exception {
    DrainDispatcher.closing = true;
    char[] body = new char[8 << 20];
    java.util.Arrays.fill(body, 'x');
    try (Client client = new Client(port)) {
      client.send("POST /ok HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length + "\r\n\r\n");
      client.send(new String(body));
      String answer = client.readAll();
      assertSaysClose(answer);
      assertTrue(answer.endsWith("fine"), answer);
    }
  }

  @Test
  void whatComesAfterTheLastResponseIsReadAndNeitherServedNorReset() throws Exception {
    try (Client client = new Client(port)) {
      client.get("/slow");
      HttpExchange request = nextOpen();
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
  void aPartlyReadRequestIsNotIdle() throws Exception {
    try (Client client = new Client(port)) {
      client.get("/ok").readTo("fine");
      Object connection = onlyConnection();
      await("idle", () -> woven.connector.idle(connection));
      client.send("GET /o");
      await("partly read", () -> !woven.connector.idle(connection));
      DrainDispatcher.closing = true;
      assertTrue(client.send("k HTTP/1.1\r\nHost: h\r\n\r\n").readAll().endsWith("fine"));
    }
  }

  @Test
  void headAndNoContentEndTheirExchange() throws Exception {
    on("/none", exchange -> exchange.sendResponseHeaders(204, -1));
    on(
        "/head",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    try (Client client = new Client(port)) {
      client.send("HEAD /head HTTP/1.1\r\nHost: h\r\n\r\n").readTo("\r\n\r\n");
      client.get("/none").readTo("\r\n\r\n");
      await("ended", () -> woven.exchanges.isEmpty());
      assertEquals(2, woven.begun.get());
      DrainDispatcher.closing = true;
      assertSaysClose(client.get("/none").readAll());
    }
  }

  @Test
  void aHandlerThatThrowsEndsItsExchange() throws Exception {
    on(
        "/throws",
        exchange -> {
          throw new IOException("on purpose");
        });
    try (Client client = new Client(port)) {
      assertEquals("", client.get("/throws").readAll());
      await("ended", () -> woven.exchanges.isEmpty());
      assertEquals(1, woven.begun.get());
    }
  }

  @Test
  void aHandlerThatDiesOfAnErrorEndsItsExchange() throws Exception {
    on(
        "/dies",
        exchange -> {
          throw new ThreadDeath(); // the one error that no handler of uncaught errors prints
        });
    try (Client client = new Client(port)) {
      Object connection = onlyConnection();
      client.get("/dies");
      await("begun", () -> woven.begun.get() == 1);
      await("ended", () -> woven.exchanges.isEmpty());
      await("let go", () -> woven.connector.idle(connection));
    }
  }

  @Test
  void anExchangeClosedWithoutAnAnswerIsOver() throws Exception {
    on("/closes", HttpExchange::close);
    DrainDispatcher.closing = true;
    try (Client client = new Client(port)) {
      assertEquals("", client.get("/closes").readAll());
      await("ended", () -> woven.exchanges.isEmpty());
    }
  }

  @Test
  void aClientThatVanishesLeavesNothingBehind() throws Exception {
    on(
        "/upload",
        exchange -> {
          InputStream body = exchange.getRequestBody();
          while (body.read() >= 0) {}
          answer(exchange, "fine");
        });
    Client client = new Client(port);
    client.send("POST /upload HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc");
    await("begun", () -> woven.begun.get() == 1);
    client.vanish();
    await("closed", () -> woven.connections.isEmpty());
    assertTrue(woven.exchanges.isEmpty());
  }

  @Test
  void anUnknownPathIsAnsweredWithoutAnExchange() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = new Client(port)) {
      assertTrue(client.get("/nowhere").readAll().startsWith("HTTP/1.1 404"));
      assertEquals(0, woven.begun.get());
    }
  }
}
