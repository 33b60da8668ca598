package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.instrumentation.testing.WebSocketContract;
import java.util.Collections;
import org.junit.jupiter.api.Tag;

@Tag("every-version")
class JettyWebSocketTest extends WebSocketContract {

  private final Complaints complaints = new Complaints();
  private WebSocketServer server;

  JettyWebSocketTest() {
    super(JettyServer.WOVEN);
  }

  @Override
  protected int start() throws Exception {
    server = new WebSocketServer();
    return server.port;
  }

  @Override
  protected void stop() {
    server.close();
    complaints.close();
    assertEquals(Collections.emptyList(), complaints.but("nothing on purpose"));
  }
}
