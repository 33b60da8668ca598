package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
import org.junit.jupiter.api.Test;

/** An exchange whose handler has returned goes on until its response is complete. */
class JettyAsyncTest extends JettyTest {

  @Test
  void anAsyncResponseEndsItsExchangeOnce() throws Exception {
    try (Client client = new Client(server.port)) {
      client.get("/async");
      JettyCall call = parked();
      assertEquals(1, woven.exchanges.size());
      assertEquals("GET /async", woven.connector.describe(woven.onlyExchange()));
      call.complete();
      client.readTo("\r\n\r\n");
      exchanges(1);
    }
  }

  @Test
  void anAsyncResponseIsStreamedByAnyThread() throws Exception {
    try (Client client = new Client(server.port)) {
      client.get("/async");
      JettyCall call = parked();
      call.write("first");
      client.readTo("first");
      assertEquals(1, woven.exchanges.size());
      call.end("last");
      call.complete();
      client.readTo("last\r\n0\r\n\r\n");
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
        parked().complete();
        client.readTo("\r\n\r\n");
      }
      exchanges(20);
    }
  }

  @Test
  void aClientThatVanishesLeavesNothingBehind() throws Exception {
    Client client = new Client(server.port).get("/async");
    JettyCall call = parked();
    client.vanish();
    assertTrue(woven.begun.get() == 1);
    call.complete();
    onlyExchangeIsOver();
    Woven.await("connection gone", () -> woven.connections.isEmpty());
  }
}
