package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only handlers of Jetty 12 do. */
class JettyCoreTest extends JettyTest {

  @BeforeEach
  void coreOnly() {
    Assumptions.assumeTrue(kind.isCore());
  }

  @Test
  void interimResponsesDoNotEndAnExchange() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    server.on(
        "/hints",
        call -> {
          ((CoreCall) call).hint();
          go.await();
        });
    try (Client client = new Client(server.port)) {
      client.get("/hints").readTo("\r\n\r\n");
      assertEquals(1, woven.exchanges.size());
      go.countDown();
      client.readTo("\r\n\r\n");
      exchanges(1);
    }
  }

  @Test
  void anAnswerThatIsGivenUpEndsItsExchange() throws Exception {
    server.on(
        "/half",
        call -> {
          call.write("first");
          ((CoreCall) call).fail(new IOException("on purpose"));
        });
    try (Client client = new Client(server.port)) {
      client.get("/half").readTo("first");
      onlyExchangeIsOver();
    }
  }

  @Test
  void aVanishedClientsAnswerThatIsGivenUpEndsItsExchange() throws Exception {
    Client client = new Client(server.port).get("/async");
    CoreCall call = (CoreCall) parked();
    client.vanish();
    call.fail(new IOException("on purpose"));
    onlyExchangeIsOver();
    Woven.await("connection gone", () -> woven.connections.isEmpty());
    assertEquals(1, woven.begun.get());
  }
}
