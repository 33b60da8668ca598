package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Only a connection that waits for the first byte of a request is idle. */
@Tag("every-version")
class JettyIdleTest extends JettyTest {

  @Test
  void aConnectionBetweenRequestsIsIdle() throws Exception {
    try (Client client = new Client(server.port)) {
      woven.idle("before the first");
      client.get("/ok").readTo("fine");
      woven.idle("after the first");
      client.get("/async");
      JettyCall call = parked();
      assertFalse(woven.connector.idle(woven.onlyConnection()), "worked on");
      call.complete();
      client.readTo("\r\n\r\n");
      woven.idle("after an async one");
      assertTrue(woven.connector.transport(woven.onlyConnection()) instanceof SocketChannel);
      assertEquals("Jetty " + Server.getVersion(), woven.connector.name());
    }
  }

  @Test
  void aPartlyReadBodyIsNotIdle() throws Exception {
    server.on("/echo", call -> call.end(call.body()));
    try (Client client = new Client(server.port)) {
      client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhel");
      Woven.await("begun", () -> woven.begun.get() == 1);
      assertFalse(woven.connector.idle(woven.onlyConnection()));
      client.send("lo").readTo("hello");
      woven.idle("after it");
    }
  }
}
