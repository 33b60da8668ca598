package io.github.drainagent.instrumentation.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.GoAwayContract;
import io.github.drainagent.instrumentation.testing.Http2Client;
import io.github.drainagent.instrumentation.testing.TestServer;
import io.github.drainagent.instrumentation.testing.Woven;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"Nio", "Nio2"})
class TomcatGoAwayTest extends GoAwayContract {

  @Parameter String protocol;

  @Override
  protected TestServer serve(Call.Answer answer) {
    return new TomcatServer(protocol).otherwise(answer);
  }

  @Override
  protected Http2Client http2() throws IOException {
    assumeFalse(TomcatServer.isBefore("8.5.14"), "HTTP/2 by an upgrade only");
    return super.http2();
  }

  /** Tomcat's {@code SETTINGS} have to be the first frame that it sends. */
  @Test
  void aConnectionThatHasJustBegunIsToldOnceItsClientHasBeenGreeted() throws Exception {
    DrainDispatcher.closing = true;
    try (Http2Client client = http2()) {
      Object connection = announced();
      Woven.await(
          "told",
          () -> {
            look(connection);
            return isReadable(client);
          });
      assertEquals(Http2Client.SETTINGS, client.next().type);
      client.get(1, "/ok");
      assertEquals("fine", client.answer(1));
    }
  }

  private static boolean isReadable(Http2Client client) {
    try {
      return client.isReadable();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aConnectionThatBeganAsHttp1IsToldAfterItsUpgrade() throws Exception {
    try (Client http1 = new Client(server.port())) {
      http1.send(
          "GET /parked HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\n"
              + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
      http1.readTo("\r\n\r\n");
      Http2Client client = new Http2Client(http1);
      somebodyIsParked();
      announced();
      assertEquals(Integer.MAX_VALUE, lastStream(client));
      assertEquals(1, lastStream(client));
      go.countDown();
      assertEquals("fine", client.answer(1));
      woven.idle("after its last stream");
    }
  }
}
