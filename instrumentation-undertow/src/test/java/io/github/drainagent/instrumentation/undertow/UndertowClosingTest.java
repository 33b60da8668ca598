package io.github.drainagent.instrumentation.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.server.handlers.BlockingHandler;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the start of a drain each response is its connection's last, and none is lost by it. */
class UndertowClosingTest {

  private static final Woven woven = Woven.UNDERTOW;

  private UndertowServer server;
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  @BeforeEach
  void fresh() {
    server = new UndertowServer();
    server.on("/ok", exchange -> exchange.getResponseSender().send("fine"));
    server.on(
        "/parked",
        new BlockingHandler(
            exchange -> {
              arrived.countDown();
              go.await();
              exchange.getResponseSender().send("fine");
            }));
    server.on(
        "/stream",
        new BlockingHandler(
            exchange -> {
              exchange.getOutputStream().write("first".getBytes());
              exchange.getOutputStream().flush();
              go.await();
              exchange.getOutputStream().write("last".getBytes());
            }));
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
      arrived.await();
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
  void aStreamedResponseKeepsItsChunks() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = new Client(server.port)) {
      String head = client.get("/stream").readTo("first");
      assertTrue(head.contains("Connection: close"), head);
      assertTrue(head.toLowerCase().contains("transfer-encoding: chunked"), head);
      go.countDown();
      String rest = client.readAll();
      assertTrue(rest.endsWith("last\r\n0\r\n\r\n"), rest);
    }
  }

  @Test
  void anAnswerWithoutABodyHasNoChunks() throws Exception {
    server.on("/nothing", exchange -> exchange.setStatusCode(204));
    DrainDispatcher.closing = true;
    try (Client client = new Client(server.port)) {
      String answer = client.get("/nothing").readAll();
      assertTrue(answer.contains(" 204 ") && !answer.contains("chunked"), answer);
      assertTrue(answer.contains("Connection: close") && answer.endsWith("\r\n\r\n"), answer);
    }
    try (Client client = new Client(server.port)) {
      String answer = client.send("HEAD /ok HTTP/1.1\r\nHost: h\r\n\r\n").readAll();
      assertTrue(answer.contains("Connection: close") && answer.endsWith("\r\n\r\n"), answer);
    }
  }

  @Test
  void anErrorSaysCloseToo() throws Exception {
    server.on(
        "/throws",
        exchange -> {
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
        new BlockingHandler(
            exchange -> {
              byte[] body = new byte[5];
              new DataInputStream(exchange.getInputStream()).readFully(body);
              exchange.getOutputStream().write(body);
            }));
    DrainDispatcher.closing = true;
    try (Client client = new Client(server.port)) {
      client.send(
          "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      String first = client.readTo("\r\n\r\n");
      assertTrue(first.contains(" 100 ") && !first.contains("close"), first);
      String answer = client.send("hello").readAll();
      assertTrue(answer.contains("Connection: close") && answer.endsWith("hello"), answer);
    }
  }

  /** Undertow reads them all, as long as its exchange is persistent; else it resets. */
  @Test
  void aBodyThatNobodyReadsDoesNotCostTheResponse() throws Exception {
    int size = 4 << 20;
    server.on("/large", exchange -> exchange.getResponseSender().send(ByteBuffer.allocate(size)));
    DrainDispatcher.closing = true;
    for (int body : new int[] {1_000, 100_000}) {
      try (Client client = new Client(server.port)) {
        client.send("POST /large HTTP/1.1\r\nHost: h\r\nContent-Length: " + body + "\r\n\r\n");
        Thread sender = client.sendInBackground(body);
        String answer = client.readAll();
        assertTrue(answer.contains("Connection: close"));
        assertEquals(size, answer.length() - answer.indexOf("\r\n\r\n") - 4);
        sender.join(10_000);
      }
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredAndTheLastOneSaysClose() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = new Client(server.port)) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 5; i++) {
        all.append("GET /ok HTTP/1.1\r\nHost: h\r\n\r\n");
      }
      String answers = client.send(all.toString()).readAll();
      assertEquals(5, answers.split("fine", -1).length - 1, answers);
      assertTrue(
          answers.indexOf("Connection: close") > answers.lastIndexOf("Connection: keep-alive"),
          answers);
    }
  }

  @Test
  void anUpgradeDuringTheDrainIsStillAnUpgrade() throws Exception {
    CountDownLatch upgraded = new CountDownLatch(1);
    server.on("/upgrade", exchange -> exchange.upgradeChannel((c, e) -> upgraded.countDown()));
    DrainDispatcher.closing = true;
    try (Client client = new Client(server.port)) {
      client.send(
          "GET /upgrade HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: chat\r\n\r\n");
      assertTrue(client.readTo("\r\n\r\n").contains(" 101 "));
      upgraded.await();
    }
  }
}
