package io.github.drainagent.instrumentation.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Http2Client;
import io.github.drainagent.instrumentation.testing.Http2EventStreamContract;
import io.github.drainagent.instrumentation.testing.TestServer;
import io.github.drainagent.instrumentation.testing.Woven;
import java.io.IOException;
import java.util.Objects;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"Nio", "Nio2"})
class TomcatHttp2EventStreamTest extends Http2EventStreamContract {

  @Parameter String protocol;

  @Override
  protected TestServer serve(Call.Answer answer) {
    return new TomcatServer(protocol).otherwise(answer);
  }

  @Override
  protected Http2Client http2() throws IOException {
    assumeFalse(hasMonitors(), "its streams are left alone");
    return super.http2();
  }

  /** Of those on the class path: the oldest one that has locks instead is 8.5.92. */
  private static boolean hasMonitors() {
    return TomcatServer.isBefore("8.5.92")
        || (!TomcatServer.isBefore("9.0.0") && TomcatServer.isBefore("9.0.79"))
        || (!TomcatServer.isBefore("10.0.0") && TomcatServer.isBefore("10.1.12"));
  }

  /** Tomcat resets it later, as the response is over. */
  @Override
  protected boolean endsBeforeTheRequest() {
    return false;
  }

  /** Tomcat takes the stream off its count first, and the application may have ended by then. */
  @Test
  void theConnectionIsNotIdleWhileTheEndIsOnItsWay() throws Exception {
    try (Http2Client client = http2()) {
      SocketWrapperBase<?> connection = (SocketWrapperBase<?>) listening(client);
      client.pong(client.next(Http2Client.PING));
      Object exchange = woven.onlyExchange();
      Object handler = handler(exchange);
      TomcatHttp2Members members = Objects.requireNonNull(TomcatHttp2Members.of(handler));
      while (client.next(Http2Client.GOAWAY).lastStream() != 1) {}
      try (HeldWrites held = new HeldWrites(connection)) {
        woven.connector.endStream(exchange);
        Woven.await("off the count", () -> members.hasNoStreams(handler));
        assertFalse(woven.connector.idle(connection));
      }
      assertEquals("", client.answer(1));
      isRefused();
      Woven.await("idle", () -> woven.connector.idle(connection));
    }
  }

  private static Object handler(Object exchange) throws Exception {
    Object processor = TomcatAdapter.field(Request.class, "hook").get(exchange);
    return TomcatAdapter.field(processor.getClass(), "handler").get(processor);
  }

  @Test
  void versionsWhoseWritersHoldAMonitorAreLeftAlone() throws Exception {
    assumeTrue(hasMonitors());
    assumeFalse(TomcatServer.isBefore("8.5.14"), "HTTP/2 by an upgrade only");
    try (Http2Client client = super.http2()) {
      client.get(1, "/events");
      client.next(Http2Client.DATA);
      assertEquals(EventStream.NO, woven.connector.eventStream(woven.onlyExchange()));
    }
  }
}
