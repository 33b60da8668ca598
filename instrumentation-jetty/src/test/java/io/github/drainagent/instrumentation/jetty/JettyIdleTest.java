package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only a connection that waits for the first byte of a request is idle. */
class JettyIdleTest {

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

  @Test
  void aConnectionBetweenRequestsIsIdle() throws Exception {
    try (Client client = new Client(server.port)) {
      woven.idle("before the first");
      client.get("/ok").readTo("fine");
      woven.idle("after the first");
      client.get("/async");
      Callback callback = parked.poll(10, TimeUnit.SECONDS);
      assertFalse(woven.connector.idle(woven.onlyConnection()), "worked on");
      callback.succeeded();
      client.readTo("\r\n\r\n");
      woven.idle("after an async one");
      assertTrue(woven.connector.transport(woven.onlyConnection()) instanceof SocketChannel);
      assertTrue(woven.connector.name().startsWith("Jetty 12."), woven.connector.name());
    }
  }

  @Test
  void aPartlyReadRequestIsNotIdle() throws Exception {
    for (String part :
        new String[] {"G", "GET /ok", "GET /ok HTTP/1.1\r\n", "GET /ok HTTP/1.1\r\nHos"}) {
      try (Client client = new Client(server.port)) {
        woven.idle("at first");
        client.send(part);
        Object connection = woven.onlyConnection();
        Woven.await("busy after " + part, () -> !woven.connector.idle(connection));
        client.send("GET /ok HTTP/1.1\r\nHost: h\r\n\r\n".substring(part.length())).readTo("fine");
        woven.idle("at last");
      }
      Woven.await("closed", () -> woven.connections.isEmpty());
    }
  }

  @Test
  void aPartlyReadBodyIsNotIdle() throws Exception {
    server.on(
        "/echo",
        (request, response, callback) ->
            Content.Sink.write(response, true, Content.Source.asString(request), callback));
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
    server.on(
        "/upgrade",
        (request, response, callback) -> {
          EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
          request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, new Chat(endPoint));
          response.setStatus(101);
          response.getHeaders().put("Upgrade", "chat").put("Connection", "Upgrade");
          callback.succeeded();
        });
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
  void anUpgradeToHttp2HandsTheConnectionOver() throws Exception {
    try (Client client = new Client(server.port)) {
      client.send(
          "GET /async HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
              + "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n");
      assertTrue(client.readTo("\r\n\r\n").contains(" 101 "));
      client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
      Callback callback = parked.poll(10, TimeUnit.SECONDS);
      woven.onlyExchange();
      Object connection = woven.onlyConnection();
      assertTrue(connection.getClass().getName().contains("HTTP2"), connection.toString());
      assertFalse(woven.connector.idle(connection), "a stream is open");
      assertTrue(woven.connector.transport(connection) instanceof SocketChannel);
      assertEquals("GET /async", woven.connector.describe(woven.onlyExchange()));
      callback.succeeded();
      readUntilEndOfStream(client.socket.getInputStream());
      Woven.await("over", () -> woven.exchanges.isEmpty());
      woven.idle("without streams");
    }
  }

  private static void readUntilEndOfStream(InputStream in) throws Exception {
    while (true) {
      int length = in.read() << 16 | in.read() << 8 | in.read();
      int type = in.read();
      int flags = in.read();
      for (int i = 0; i < 4 + length; i++) {
        in.read();
      }
      if (length < 0 || (type <= 1 && (flags & 1) != 0)) {
        return;
      }
    }
  }
}
