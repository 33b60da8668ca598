package io.github.drainagent.instrumentation.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Certificate;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.ExchangeContract;
import io.github.drainagent.instrumentation.testing.TestServer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "TLS: {0}")
@ValueSource(booleans = {false, true})
class UndertowExchangeTest extends ExchangeContract {

  private static SSLContext certificate;

  @Parameter boolean tls;

  @BeforeAll
  static void certificate(@TempDir Path folder) throws Exception {
    certificate = new Certificate(folder).context;
  }

  private final BlockingQueue<HttpServerExchange> parked = new LinkedBlockingQueue<>();

  @Override
  protected TestServer serve(Call.Answer answer) {
    return new UndertowServer(answer, tls ? certificate : null)
        .on("/async", exchange -> exchange.dispatch(Runnable::run, () -> parked.add(exchange)))
        .on(
            "/worker",
            exchange -> exchange.dispatch(() -> exchange.getResponseSender().send("later")))
        .on(
            "/again",
            exchange ->
                exchange.dispatch(
                    new BlockingHandler(
                        worker -> worker.dispatch(last -> last.getResponseSender().send("fine")))));
  }

  @Test
  void anAsyncResponseEndsItsExchangeOnce() throws Exception {
    try (Client client = server.client()) {
      client.get("/async");
      HttpServerExchange exchange = parked.poll(10, TimeUnit.SECONDS);
      assertEquals("GET /async", woven.connector.describe(woven.onlyExchange()));
      exchange.getResponseSender().send("fine");
      client.readTo("fine");
      exchanges(1);
    }
  }

  @Test
  void aRequestThatIsDispatchedAgainIsStillOneExchange() throws Exception {
    try (Client client = server.client()) {
      client.get("/again").readTo("fine");
      exchanges(1);
    }
  }

  @Test
  void pipelinedRequestsOnSeveralThreadsAreOneExchangeEach() throws Exception {
    try (Client client = server.client()) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        all.append("GET /").append(i % 2 == 0 ? "ok" : "worker").append(REST);
      }
      client.send(all.toString());
      for (int i = 0; i < 20; i += 2) {
        client.readTo("fine");
        client.readTo("later");
      }
      exchanges(20);
    }
  }

  @Test
  void anAsyncResponseToNobodyLeavesNothingBehind() throws Exception {
    Client client = server.client().get("/async");
    HttpServerExchange exchange = parked.poll(10, TimeUnit.SECONDS);
    client.vanish();
    exchange.getResponseSender().send(new String(new char[1 << 20]));
  }
}
