package io.github.drainagent.instrumentation.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.drainagent.engine.spi.Protocol;
import java.io.IOException;

/** One client of HTTP/2, and a drain that has begun. */
public abstract class Http2Contract extends ServerContract {

  /** With prior knowledge; skips the test where a server has it after an upgrade only. */
  protected Http2Client http2() throws IOException {
    return new Http2Client(server.port());
  }

  /** The drain has begun, and the connection was told. */
  protected final Object announced() {
    Object connection = woven.onlyConnectionOf(Protocol.HTTP_2);
    assertFalse(woven.connector.idle(connection));
    DrainDispatcher.closing = true;
    woven.connector.announceEnd(connection);
    return connection;
  }
}
