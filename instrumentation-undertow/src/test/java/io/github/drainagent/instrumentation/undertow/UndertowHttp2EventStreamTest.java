package io.github.drainagent.instrumentation.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Http2Client;
import io.github.drainagent.instrumentation.testing.Http2EventStreamContract;
import io.github.drainagent.instrumentation.testing.TestServer;
import io.undertow.Version;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class UndertowHttp2EventStreamTest extends Http2EventStreamContract {

  private static final boolean BEFORE_1_4_14 = Version.getVersionString().startsWith("1.4.0");

  @Override
  protected TestServer serve(Call.Answer answer) {
    return new UndertowServer(answer);
  }

  @Override
  protected Http2Client http2() throws IOException {
    assumeFalse(BEFORE_1_4_14, "its streams are left alone");
    return super.http2();
  }

  @Test
  void theFirstVersionsAreLeftAlone() throws Exception {
    assumeTrue(BEFORE_1_4_14);
    try (Http2Client client = super.http2()) {
      client.get(1, "/events");
      client.next(Http2Client.DATA);
      assertEquals(EventStream.NO, woven.connector.eventStream(woven.onlyExchange()));
    }
  }
}
