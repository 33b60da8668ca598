package io.github.drainagent.instrumentation.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.ExchangeContract;
import io.github.drainagent.instrumentation.testing.TestServer;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"Nio", "Nio2"})
class TomcatExchangeTest extends ExchangeContract {

  @Parameter String protocol;

  private final BlockingQueue<Runnable> parked = new LinkedBlockingQueue<>();

  @Override
  protected TestServer serve(Call.Answer answer) {
    return new TomcatServer(protocol)
        .otherwise(answer)
        .on(
            "/async",
            (request, response) -> {
              Object async = TomcatServer.call(request, "startAsync");
              parked.add(
                  () -> {
                    try {
                      response.getWriter().write("fine");
                    } catch (IOException gone) {
                      // told by complete
                    }
                    TomcatServer.call(async, "complete");
                  });
            });
  }

  /** Each had an end of its own. */
  @Override
  @AfterEach
  protected void nothingIsLeftBehind() {
    super.nothingIsLeftBehind();
    assertEquals(woven.begun.get(), woven.ended.get());
  }

  private Runnable parked() throws InterruptedException {
    return parked.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void anAsyncResponseEndsItsExchangeOnce() throws Exception {
    try (Client client = server.client()) {
      client.get("/async");
      Runnable rest = parked();
      assertEquals("GET /async", woven.connector.describe(woven.onlyExchange()));
      rest.run();
      client.readTo("fine");
      exchanges(1);
      client.get("/ok").readTo("fine");
      exchanges(2);
    }
  }

  @Test
  void anAsyncRequestThatTimesOutEndsItsExchange() throws Exception {
    ((TomcatServer) server)
        .on(
            "/forgotten",
            (request, response) -> {
              Object async = TomcatServer.call(request, "startAsync");
              async.getClass().getMethod("setTimeout", long.class).invoke(async, 10L);
            });
    try (Client client = server.client()) {
      assertTrue(client.get("/forgotten").readTo("\r\n\r\n").contains(" 500 "));
      exchanges(1);
    }
  }

  @Test
  void aRequestThatMakesNoSenseIsAnExchangeToo() throws Exception {
    try (Client client = server.client()) {
      assertTrue(client.send("GET /ok HTTP/1.1\r\n\r\n").readAll().contains(" 400 "));
      exchanges(1);
    }
  }

  @Test
  void anAsyncResponseToNobodyLeavesNothingBehind() throws Exception {
    Client client = server.client().get("/async");
    Runnable rest = parked();
    client.vanish();
    try {
      rest.run();
    } catch (IllegalStateException overAlready) {
      // NIO2 told the request of it
    }
  }
}
