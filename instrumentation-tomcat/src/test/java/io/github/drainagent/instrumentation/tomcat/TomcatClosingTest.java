package io.github.drainagent.instrumentation.tomcat;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.ClosingContract;
import io.github.drainagent.instrumentation.testing.TestServer;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"Nio", "Nio2"})
class TomcatClosingTest extends ClosingContract {

  @Parameter String protocol;

  private final CountDownLatch detached = new CountDownLatch(1);

  @Override
  protected TestServer serve(Call.Answer answer) {
    return new TomcatServer(protocol)
        .otherwise(answer)
        .on(
            "/async",
            (request, response) -> {
              Object async = TomcatServer.call(request, "startAsync");
              new Thread(
                      () -> {
                        try {
                          detached.countDown();
                          go.await();
                          response.getWriter().write("fine");
                        } catch (IOException | InterruptedException e) {
                          throw new IllegalStateException(e);
                        } finally {
                          TomcatServer.call(async, "complete");
                        }
                      })
                  .start();
            });
  }

  @Test
  void anAsyncResponseInFlightSaysCloseAndItsBodyIsReadToTheEnd() throws Exception {
    try (Client client = server.client()) {
      client.send("POST /async HTTP/1.1\r\nHost: h\r\nContent-Length: 200000\r\n\r\n");
      Thread sender = client.sendInBackground(200_000);
      assertTrue(detached.await(10, TimeUnit.SECONDS));
      DrainDispatcher.closing = true;
      go.countDown();
      String answer = client.readAll();
      assertTrue(saysClose(answer) && answer.contains("fine"), answer);
      sender.join(10_000);
    }
  }
}
