package io.github.drainagent.instrumentation.grizzly;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.grizzly.GrizzlyServer.Blocking;
import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Certificate;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.ExchangeContract;
import io.github.drainagent.instrumentation.testing.TestServer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "TLS: {0}")
@ValueSource(booleans = {false, true})
class GrizzlyExchangeTest extends ExchangeContract {

  private static Certificate certificate;

  @Parameter boolean tls;

  private final BlockingQueue<Blocking> suspended = new LinkedBlockingQueue<>();

  @BeforeAll
  static void certificate(@TempDir Path folder) throws Exception {
    certificate = new Certificate(folder);
  }

  @Override
  protected TestServer serve(Call.Answer answer) throws Exception {
    return new GrizzlyServer(
        call -> {
          if (call.path().equals("/suspended")) {
            ((Blocking) call).response.suspend();
            suspended.add((Blocking) call);
          } else {
            answer.to(call);
          }
        },
        tls ? certificate : null);
  }

  @Test
  void aSuspendedResponseIsInFlightUntilItsEnd() throws Exception {
    try (Client client = server.client()) {
      client.get("/suspended?x=1");
      Blocking call = suspended.poll(10, TimeUnit.SECONDS);
      assertTrue(woven.connector.describe(woven.onlyExchange()).startsWith("GET /suspended"));
      DrainDispatcher.closing = true;
      call.end("fine");
      woven.onlyExchange();
      call.response.resume();
      last(client, "fine");
      exchanges(1);
    }
  }

  @Test
  void aConnectionIsThatOfAChannel() throws Exception {
    try (Client client = server.client()) {
      client.get("/ok").readTo("fine");
      assertInstanceOf(SocketChannel.class, woven.connector.transport(woven.onlyConnection()));
    }
  }
}
