package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Client;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only servlets do. */
class JettyServletTest extends JettyTest {

  @BeforeEach
  void servletsOnly() {
    Assumptions.assumeFalse(kind.isCore());
  }

  @Test
  void anAsyncTimeoutEndsItsExchange() throws Exception {
    server.on("/late", call -> ((ServletCall) call).detach(50));
    try (Client client = new Client(server.port)) {
      assertTrue(client.get("/late").readTo("\r\n\r\n").contains(" 500 "));
      exchanges(1);
    }
  }

  @Test
  void aDispatchIsPartOfItsExchange() throws Exception {
    try (Client client = new Client(server.port)) {
      client.get("/async");
      JettyCall call = parked();
      assertEquals(1, woven.exchanges.size());
      ((ServletCall) call).dispatch("/ok");
      client.readTo("fine");
      exchanges(1);
      client.get("/ok").readTo("fine");
      exchanges(2);
    }
  }

  @Test
  void aDispatchDuringTheDrainSaysClose() throws Exception {
    try (Client client = new Client(server.port)) {
      client.get("/async");
      JettyCall call = parked();
      DrainDispatcher.closing = true;
      ((ServletCall) call).dispatch("/ok");
      String answer = client.readAll();
      assertTrue(answer.contains("Connection: close") && answer.endsWith("fine"), answer);
      exchanges(1);
    }
  }
}
