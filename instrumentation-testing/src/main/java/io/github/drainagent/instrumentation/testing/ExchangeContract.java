package io.github.drainagent.instrumentation.testing;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** Each way through an exchange begins it once and ends it once. */
public abstract class ExchangeContract extends ServerContract {

  @Test
  void eachRequestOfAKeptAliveConnectionIsAnExchange() throws Exception {
    try (Client client = server.client()) {
      for (int i = 1; i <= 3; i++) {
        keptAlive(client.get("/ok"), "fine");
        exchanges(i);
        woven.idle("after " + i);
      }
      assertEquals(1, woven.opened.get());
    }
  }

  @Test
  void aRequestThatIsWorkedOnIsInFlightAndHasAName() throws Exception {
    try (Client client = server.client()) {
      client.get("/parked?x=1");
      somebodyIsParked();
      String name = woven.connector.describe(woven.onlyExchange());
      assertTrue(name != null && name.startsWith("GET /parked"), name);
      assertFalse(woven.isFree(woven.onlyConnection()));
      go.countDown();
      client.readTo("fine");
      exchanges(1);
    }
  }

  /** By its stack a stuck request is recognised, and by itself the one that calls System.exit. */
  @Test
  void theThreadThatWorksOnARequestIsKnown() throws Exception {
    assumeTrue(server.answersOnItsOwnThreads());
    try (Client client = server.client()) {
      client.get("/parked");
      somebodyIsParked();
      assertSame(parked, woven.workerOf(woven.onlyExchange()));
      go.countDown();
      client.readTo("fine");
    }
  }

  @Test
  void aStreamedResponseEndsAfterItsLastByte() throws Exception {
    try (Client client = server.client()) {
      client.get("/stream").readTo("first");
      woven.onlyExchange();
      assertEquals(0, woven.ended.get());
      go.countDown();
      client.readTo("last");
      exchanges(1);
    }
  }

  @Test
  void aResponseThatTheClientDoesNotTakeIsStillInFlight() throws Exception {
    try (Client client = server.client()) {
      client.get("/large").readTo("\r\n\r\n");
      assertFalse(woven.nobodyIsBusy());
      client.skip(LARGE);
      exchanges(1);
    }
  }

  @Test
  void aHandlerThatThrowsEndsItsExchange() throws Exception {
    try (Client client = server.client()) {
      client.get("/throws");
      onlyExchangeIsOver();
    }
  }

  @Test
  void aHandlerThatThrowsAfterTheFirstByteEndsItsExchange() throws Exception {
    try (Client client = server.client()) {
      client.get("/half").readTo("first");
      go.countDown();
      onlyExchangeIsOver();
    }
  }

  @Test
  void aHeadRequestAndAnAnswerWithoutABodyAreExchanges() throws Exception {
    try (Client client = server.client()) {
      client.send("HEAD /ok" + REST).readTo("\r\n\r\n");
      exchanges(1);
      client.get("/nothing").readTo("\r\n\r\n");
      exchanges(2);
      client.get("/ok").readTo("fine");
      exchanges(3);
    }
  }

  @Test
  void anOldClientsRequestIsAnExchangeOrRefused() throws Exception {
    int status = server.answersHttp10With();
    try (Client client = server.client()) {
      String answer = client.send("GET /ok HTTP/1.0\r\nHost: h\r\n\r\n").readAll();
      if (status == 0) {
        assertEquals("", answer);
      } else {
        assertTrue(answer.contains(" " + status + " ") && answer.endsWith("fine"), answer);
        onlyExchangeIsOver();
      }
    }
  }

  @Test
  void aBodyThatWaitsForContinueIsOneExchange() throws Exception {
    try (Client client = server.client()) {
      client.send(
          "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      assertTrue(client.readTo("\r\n\r\n").contains(" 100 "));
      woven.onlyExchange();
      client.send("hello").readTo("hello");
      exchanges(1);
    }
  }

  @Test
  void pipelinedRequestsAreAllAnsweredAndOver() throws Exception {
    try (Client client = server.client()) {
      client.send("GET /ok" + REST + "GET /ok" + REST + "GET /ok" + REST);
      for (int i = 0; i < 3; i++) {
        client.readTo("fine");
      }
      exchanges(server.exchangesOf(3));
    }
  }

  @Test
  void anUpgradeEndsItsExchangeAndTheConnectionIsNoLongerOurs() throws Exception {
    assumeTrue(server.canUpgrade());
    try (Client client = server.client()) {
      assertTrue(client.send(upgrade()).readTo("\r\n\r\n").contains(" 101 "));
      isNoLongerHttp();
    }
  }

  /** What becomes of the connection is the server's own way. */
  @Test
  void anUpgradeToWhatNobodySpeaksIsAnOrdinaryExchange() throws Exception {
    try (Client client = server.client()) {
      client.send("GET /ok HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: none/1\r\n\r\n");
      assertTrue(client.readTo("fine").contains(" 200 "));
      exchanges(1);
    }
  }

  @Test
  void aBadRequestLeavesNothingBehind() throws Exception {
    for (String bad : new String[] {"nonsense\r\n\r\n", "GET /ok HTTP/7.1\r\nHost: h\r\n\r\n"}) {
      try (Client client = server.client()) {
        client.send(bad).socket.shutdownOutput();
        client.readAll();
      }
      woven.nothingIsLeft();
    }
  }

  @Test
  void aClientThatVanishesInItsRequestLeavesNothingBehind() throws Exception {
    for (String part :
        new String[] {
          "GET /o",
          "GET /ok HTTP/1.1\r\nHos",
          "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 50\r\n\r\nhalf"
        }) {
      Client client = known();
      Object connection = woven.onlyConnection();
      client.send(part);
      Woven.await("busy after " + part, () -> !woven.isFree(connection));
      client.vanish();
      woven.nothingIsLeft();
    }
  }

  @Test
  void aClientThatVanishesWhileItIsWorkedOnLeavesNothingBehind() throws Exception {
    Client client = server.client().get("/parked");
    somebodyIsParked();
    client.vanish();
  }

  /** Unlike one that vanishes, it has a last word under TLS. */
  @Test
  void aClientThatLeavesWhileItIsWorkedOnLeavesNothingBehind() throws Exception {
    try (Client client = server.client()) {
      client.get("/parked");
      somebodyIsParked();
    }
  }

  @Test
  void aClientThatVanishesInItsResponseLeavesNothingBehind() throws Exception {
    Client client = server.client().get("/endless");
    client.readTo("first");
    client.vanish();
    go.countDown();
    onlyExchangeIsOver();
  }

  @Test
  void aPartlyReadRequestIsNotIdle() throws Exception {
    String request = "GET /ok" + REST;
    for (int length : new int[] {1, 7, 18, 21}) {
      try (Client client = known()) {
        client.send(request.substring(0, length));
        Object connection = woven.onlyConnection();
        Woven.await("busy after " + length, () -> !woven.isFree(connection));
        client.send(request.substring(length)).readTo("fine");
        woven.idle("at last");
      }
      woven.nothingIsLeft();
    }
  }

  /** The drain asks on a thread of its own, while the server's take everything down. */
  @Test
  void aConnectionThatIsGoneCanStillBeAsked() throws Exception {
    Object connection;
    try (Client client = known()) {
      connection = woven.onlyConnection();
    }
    woven.nothingIsLeft();
    woven.isFree(connection);
    woven.hasOpenChannel(connection);
  }

  /** Under TLS 1.3 a server has all that it needs before the client's last word. */
  @Test
  void aConnectionInItsHandshakeIsNotIdle() throws Exception {
    SSLContext tls = server.tls();
    assumeTrue(tls != null);
    try (Client client = new Client(server.port())) {
      client.beginHandshake(requireNonNull(tls));
      woven.neverFree("the client has not had its last word");
    }
  }
}
