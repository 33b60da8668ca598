package io.github.drainagent.instrumentation.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** From the start of a drain each response is its connection's last, and none is lost by it. */
public abstract class ClosingContract extends ServerContract {

  /** One in some hundred requests was spoilt by such a getter, in each version of its server. */
  private static final int LOOKED_AT = 100;

  /** A handshake takes as long as some requests, and is no more to look at. */
  private static final int LOOKED_AT_UNDER_TLS = 10;

  @Test
  void theResponseInFlightSaysClose() throws Exception {
    try (Client client = server.client().get("/parked")) {
      somebodyIsParked();
      DrainDispatcher.closing = true;
      go.countDown();
      last(client, "fine");
    }
  }

  @Test
  void theNextResponseOfAKeptAliveConnectionSaysClose() throws Exception {
    try (Client client = server.client()) {
      keptAlive(client.get("/ok"), "fine");
      DrainDispatcher.closing = true;
      last(client.get("/ok"), "fine");
    }
  }

  /** Its header promised that the client may go on, so the client may. */
  @Test
  void aResponseThatWasCommittedBeforeLeavesTheConnectionToTheNextOne() throws Exception {
    try (Client client = server.client()) {
      keptAlive(client.get("/stream"), "first");
      DrainDispatcher.closing = true;
      go.countDown();
      client.readTo("last\r\n0\r\n\r\n");
      woven.idle("after its last byte");
      last(client.get("/ok"), "fine");
    }
  }

  @Test
  void aClientThatGoesOnAtOnceIsAnsweredOrToldInTime() throws Exception {
    for (int round = 0; round < 100; round++) {
      DrainDispatcher.closing = false;
      try (Client client = server.client()) {
        Thread drain = new Thread(() -> DrainDispatcher.closing = true);
        boolean told = false;
        for (int i = 0; !told; i++) {
          if (i == round % 3) {
            drain.start();
          }
          told = saysClose(client.get("/ok").readTo("fine"));
        }
        nothingFollows(client);
      }
    }
  }

  @Test
  void aStreamedResponseKeepsItsChunks() throws Exception {
    assumeTrue(server.chunksItsLast());
    DrainDispatcher.closing = true;
    try (Client client = server.client()) {
      String head = client.get("/stream").readTo("first");
      assertTrue(saysClose(head), head);
      assertTrue(head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked"), head);
      go.countDown();
      client.readTo("last\r\n0\r\n\r\n");
      nothingFollows(client);
    }
  }

  /** A getter that parses what it is asked for, or keeps it, may spoil what the server reads. */
  @Test
  void whoIsLookedAtIsNotDisturbed() throws Exception {
    int times = server.tls() == null ? LOOKED_AT : LOOKED_AT_UNDER_TLS;
    go.countDown();
    String undisturbed = threeAnswers();
    try (Looks looks = new Looks(woven)) {
      for (int i = 0; i < times; i++) {
        assertEquals(undisturbed, threeAnswers());
      }
    }
  }

  /** Two to pipelined requests, and events at last, to the byte. */
  private String threeAnswers() throws Exception {
    DrainDispatcher.closing = false;
    try (Client client = server.client()) {
      client.send("GET /ok" + REST + "GET /ok" + REST);
      String answers = client.readTo("fine") + client.readTo("fine");
      DrainDispatcher.closing = true;
      String end = server.chunksItsLast() ? "last\r\n0\r\n\r\n" : "last";
      return (answers + last(client.get("/events"), end)).replaceAll("(?i)\ndate: [^\r]*", "");
    }
  }

  @Test
  void anAnswerWithoutABodySaysCloseAndHasNoChunks() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = server.client()) {
      String answer = last(client.get("/nothing"), "\r\n\r\n");
      assertTrue(answer.contains(" 204 ") && !answer.contains("chunked"), answer);
    }
    try (Client client = server.client()) {
      last(client.send("HEAD /ok" + REST), "\r\n\r\n");
    }
  }

  @Test
  void anErrorSaysCloseToo() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = server.client().get("/throws")) {
      String answer = server.answersForAHandlerThatThrows() ? client.readTo("\r\n\r\n") : "";
      assertEquals(server.answersForAHandlerThatThrows(), saysClose(answer), answer);
    }
  }

  @Test
  void anOldClientThatAskedToBeKeptAliveIsClosedToo() throws Exception {
    assumeTrue(server.answersHttp10With() == 200);
    DrainDispatcher.closing = true;
    go.countDown();
    try (Client client = server.client()) {
      client.send("GET /stream HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\n\r\n");
      String answer = client.readAll();
      assertTrue(answer.endsWith("firstlast"), answer);
      assertFalse(answer.contains("keep-alive") || answer.contains("chunked"), answer);
    }
  }

  @Test
  void continueIsStillSaid() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = server.client()) {
      client.send(
          "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      String first = client.readTo("\r\n\r\n");
      assertTrue(first.contains(" 100 ") && !first.contains("close"), first);
      last(client.send("hello"), "hello");
    }
  }

  /** Bytes that nobody reads turn a close into a reset, which takes the response with it. */
  @Test
  void aBodyThatNobodyReadsDoesNotCostTheResponse() throws Exception {
    int most = server.readsOfABodyThatNobodyReads();
    assumeTrue(most > 0);
    DrainDispatcher.closing = true;
    for (int size : new int[] {1_000, most}) {
      try (Client client = server.client()) {
        client.send("POST /large HTTP/1.1\r\nHost: h\r\nContent-Length: " + size + "\r\n\r\n");
        Thread sender = client.sendInBackground(size);
        String head = client.readTo("\r\n\r\n");
        assertTrue(saysClose(head), head);
        client.skip(LARGE);
        nothingFollows(client);
        sender.join(10_000);
      }
    }
  }

  @Test
  void onlyTheLastOfPipelinedRequestsSaysClose() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = server.client()) {
      client.send("GET /ok" + REST + "GET /ok" + REST + "GET /ok" + REST);
      if (server.answersWhatIsPipelined()) {
        keptAlive(client, "fine");
        keptAlive(client, "fine");
      }
      last(client, "fine");
      assertEquals(server.answersWhatIsPipelined() ? server.exchangesOf(3) : 1, woven.begun.get());
    }
  }

  @Test
  void anUpgradeIsStillAnUpgrade() throws Exception {
    assumeTrue(server.canUpgrade());
    DrainDispatcher.closing = true;
    try (Client client = server.client()) {
      String head = client.send(upgrade()).readTo("\r\n\r\n");
      assertTrue(head.contains(" 101 ") && !head.contains("close"), head);
      isNoLongerHttp();
    }
  }
}
