package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
import java.io.InputStream;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

/** A stream is an exchange of its connection. */
class JettyHttp2Test extends JettyTest {

  @Test
  void anUpgradeToHttp2HandsTheConnectionOver() throws Exception {
    try (Client client = new Client(server.port)) {
      client.send(
          "GET /async HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
              + "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n");
      assertTrue(client.readTo("\r\n\r\n").contains(" 101 "));
      client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
      JettyCall call = parked();
      woven.onlyExchange();
      Object connection = woven.onlyConnection();
      assertTrue(connection.getClass().getName().contains("HTTP2"), connection.toString());
      assertFalse(woven.connector.idle(connection), "a stream is open");
      assertTrue(woven.connector.transport(connection) instanceof SocketChannel);
      assertEquals("GET /async", woven.connector.describe(woven.onlyExchange()));
      call.complete();
      readUntilEndOfStream(client.socket.getInputStream());
      Woven.await("over", () -> woven.exchanges.isEmpty());
    }
  }

  private static void readUntilEndOfStream(InputStream in) throws Exception {
    while (true) {
      int length = in.read() << 16 | in.read() << 8 | in.read();
      int type = in.read();
      int flags = in.read();
      for (int i = 0; i < 4 + length; i++) {
        in.read();
      }
      if (length < 0 || (type <= 1 && (flags & 1) != 0)) {
        return;
      }
    }
  }
}
