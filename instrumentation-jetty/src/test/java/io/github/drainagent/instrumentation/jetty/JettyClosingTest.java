package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the start of a drain each response is its connection's last, and none is lost by it. */
class JettyClosingTest {

  private static final Woven woven = Woven.JETTY;

  private JettyServer server;
  private final BlockingQueue<Response> parked = new LinkedBlockingQueue<>();
  private final CountDownLatch go = new CountDownLatch(1);

  @BeforeEach
  void fresh() throws Exception {
    server = new JettyServer();
    server.on(
        "/ok",
        (request, response, callback) -> Content.Sink.write(response, true, "fine", callback));
    server.on(
        "/parked",
        (request, response, callback) -> {
          parked.add(response);
          go.await();
          Content.Sink.write(response, true, "fine", callback);
        });
    server.on(
        "/stream",
        (request, response, callback) -> {
          response.write(false, ByteBuffer.wrap("first".getBytes()), Callback.NOOP);
          go.await();
          response.write(true, ByteBuffer.wrap("last".getBytes()), callback);
        });
    woven.reset();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    server.close();
    woven.nothingIsLeft();
  }

  @Test
  void theResponseInFlightSaysClose() throws Exception {
    try (Client client = new Client(server.port)) {
      client.get("/parked");
      parked.poll(10, TimeUnit.SECONDS);
      DrainDispatcher.closing = true;
      go.countDown();
      String answer = client.readAll();
      assertTrue(answer.contains("Connection: close") && answer.endsWith("fine"), answer);
    }
  }

  @Test
  void theNextResponseOfAKeptAliveConnectionSaysClose() throws Exception {
    try (Client client = new Client(server.port)) {
      assertFalse(client.get("/ok").readTo("fine").contains("close"));
      DrainDispatcher.closing = true;
      String answer = client.get("/ok").readAll();
      assertTrue(answer.contains("Connection: close") && answer.endsWith("fine"), answer);
      assertEquals(1, woven.connections.size(), "half-closed until the client closes too");
    }
  }

  /** Its header promised that the client may go on, so the client may. */
  @Test
  void aResponseThatWasCommittedBeforeLeavesTheConnectionToTheNextOne() throws Exception {
    try (Client client = new Client(server.port)) {
      assertFalse(client.get("/stream").readTo("first").contains("close"));
      DrainDispatcher.closing = true;
      go.countDown();
      client.readTo("last\r\n0\r\n\r\n");
      woven.idle("after its last byte");
      assertTrue(client.get("/ok").readAll().endsWith("fine"));
    }
  }

  @Test
  void aClientThatGoesOnAtOnceIsAnsweredOrToldInTime() throws Exception {
    for (int round = 0; round < 200; round++) {
      DrainDispatcher.closing = false;
      try (Client client = new Client(server.port)) {
        Thread drain = new Thread(() -> DrainDispatcher.closing = true);
        boolean told = false;
        for (int i = 0; !told; i++) {
          if (i == round % 3) {
            drain.start();
          }
          told = client.get("/ok").readTo("fine").contains("Connection: close");
        }
        assertEquals("", client.readAll());
      }
    }
  }

  @Test
  void anErrorSaysCloseToo() throws Exception {
    server.on(
        "/throws",
        (request, response, callback) -> {
          throw new IOException("on purpose");
        });
    DrainDispatcher.closing = true;
    for (String path : new String[] {"/throws", "/nowhere"}) {
      try (Client client = new Client(server.port)) {
        String answer = client.get(path).readAll();
        assertTrue(answer.contains("Connection: close"), answer);
      }
    }
  }

  @Test
  void anUpgradeDuringTheDrainIsStillAnUpgrade() throws Exception {
    server.on(
        "/upgrade",
        (request, response, callback) -> {
          EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
          request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, new Chat(endPoint));
          response.setStatus(101);
          response.getHeaders().put("Upgrade", "chat").put("Connection", "Upgrade");
          callback.succeeded();
        });
    DrainDispatcher.closing = true;
    try (Client client = new Client(server.port)) {
      client.send(
          "GET /upgrade HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: chat\r\n\r\n");
      assertFalse(client.readTo("\r\n\r\n").contains("close"));
      Woven.await("over", () -> woven.ended.get() == 1);
    }
  }

  @Test
  void aStreamedResponseKeepsItsChunks() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = new Client(server.port)) {
      String head = client.get("/stream").readTo("first");
      assertTrue(head.contains("Connection: close"), head);
      assertTrue(head.contains("Transfer-Encoding: chunked"), head);
      go.countDown();
      assertTrue(client.readAll().endsWith("last\r\n0\r\n\r\n"));
    }
  }

  @Test
  void anAnswerWithoutABodyHasNoChunks() throws Exception {
    server.on(
        "/nothing",
        (request, response, callback) -> {
          response.setStatus(204);
          callback.succeeded();
        });
    DrainDispatcher.closing = true;
    try (Client client = new Client(server.port)) {
      String answer = client.get("/nothing").readAll();
      assertTrue(answer.contains(" 204 ") && !answer.contains("chunked"), answer);
      assertTrue(answer.endsWith("\r\n\r\n"), answer);
    }
    try (Client client = new Client(server.port)) {
      String answer = client.send("HEAD /ok HTTP/1.1\r\nHost: h\r\n\r\n").readAll();
      assertTrue(answer.contains("Connection: close") && answer.endsWith("\r\n\r\n"), answer);
    }
  }

  @Test
  void anOldClientThatAskedToBeKeptAliveIsClosedToo() throws Exception {
    DrainDispatcher.closing = true;
    go.countDown();
    try (Client client = new Client(server.port)) {
      client.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      String answer = client.readAll();
      assertTrue(answer.endsWith("firstlast"), answer);
      assertFalse(answer.contains("keep-alive") || answer.contains("chunked"), answer);
    }
  }

  @Test
  void continueIsStillSaid() throws Exception {
    server.on(
        "/echo",
        (request, response, callback) ->
            Content.Sink.write(response, true, Content.Source.asString(request), callback));
    DrainDispatcher.closing = true;
    try (Client client = new Client(server.port)) {
      client.send(
          "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.readTo("\r\n\r\n"));
      String answer = client.send("hello").readAll();
      assertTrue(answer.contains("Connection: close") && answer.endsWith("hello"), answer);
    }
  }

  /**
   * Bytes that nobody reads turn a close into a reset, which takes the response with it. Jetty
   * reads what has arrived and closes; of a body that is still arriving it may reset, drain or no
   * drain.
   */
  @Test
  void aBodyThatNobodyReadsDoesNotCostTheResponse() throws Exception {
    byte[] large = new byte[4 << 20];
    Arrays.fill(large, (byte) 'x');
    server.on(
        "/large",
        (request, response, callback) -> response.write(true, ByteBuffer.wrap(large), callback));
    DrainDispatcher.closing = true;
    try (Client client = new Client(server.port)) {
      String body = new String(new char[1000]);
      client.send("POST /large HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n" + body);
      String answer = client.readAll();
      assertTrue(answer.contains("Connection: close"));
      assertEquals(large.length, answer.length() - answer.indexOf("\r\n\r\n") - 4);
    }
  }

  @Test
  void aPipelinedRequestBehindTheLastResponseDoesNotCostTheResponse() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = new Client(server.port)) {
      client.get("/ok").get("/ok").get("/ok");
      String answer = client.readAll();
      assertTrue(answer.contains("Connection: close") && answer.endsWith("fine"), answer);
      assertEquals(1, woven.begun.get());
    }
  }
}
