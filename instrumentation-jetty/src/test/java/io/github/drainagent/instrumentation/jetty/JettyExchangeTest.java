package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.ExchangeContract;
import io.github.drainagent.instrumentation.testing.TestServer;
import io.github.drainagent.instrumentation.testing.Woven;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("every-version")
@ParameterizedClass
@MethodSource("io.github.drainagent.instrumentation.jetty.JettyServer#kinds")
class JettyExchangeTest extends ExchangeContract {

  @Parameter JettyServer.Kind kind;

  @Override
  protected TestServer serve(Call.Answer answer) throws Exception {
    return new JettyServer(kind).otherwise(answer);
  }

  /** Jetty 12 closes the connection and then parses on. */
  @Test
  void aRequestBehindAnAnswerThatIsCutShortLeavesNothingBehind() throws Exception {
    try (Client client = server.client()) {
      client.send("GET /half" + REST + "GET /ok" + REST).readTo("first");
      go.countDown();
      Woven.await("connection gone", () -> woven.connections.isEmpty());
    }
  }

  @Test
  void whatNobodyHandlesEndsItsExchange() throws Exception {
    ((JettyServer) server).otherwise(null);
    try (Client client = server.client()) {
      assertTrue(client.get("/nothing").readTo("\r\n\r\n").contains(" 404 "));
      exchanges(1);
    }
  }

  @Test
  void aRefusedContinueEndsItsExchange() throws Exception {
    try (Client client = server.client()) {
      client.send(
          "POST /ok HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      client.readTo("fine");
      exchanges(1);
    }
  }

  @Test
  void eachKindOfBadRequestLeavesNothingBehind() throws Exception {
    for (String bad :
        new String[] {
          "GET\r\n\r\n",
          "GET /ok HTTP/1.1\r\n\r\n",
          "GET /ok HTTP/1.1\r\nHost: h\r\nExpect: wonders\r\n\r\n",
          "GET /ok HTTP/7.1\r\nHost: h\r\n\r\n",
          "POST /ok HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n"
        }) {
      try (Client client = server.client()) {
        client.send(bad);
        client.readAll();
        Woven.await("over: " + bad, () -> woven.exchanges.isEmpty());
      }
    }
  }
}
