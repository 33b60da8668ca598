package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.ClosingContract;
import io.github.drainagent.instrumentation.testing.TestServer;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("every-version")
@ParameterizedClass
@MethodSource("io.github.drainagent.instrumentation.jetty.JettyServer#kinds")
class JettyClosingTest extends ClosingContract {

  @Parameter JettyServer.Kind kind;

  private Complaints complaints;

  @Override
  protected TestServer serve(Call.Answer answer) throws Exception {
    return new JettyServer(kind).otherwise(answer);
  }

  @BeforeEach
  void listen() {
    complaints = new Complaints();
  }

  /** Before it is stopped, of which it may complain. */
  @Override
  protected void thatWasAll() {
    complaints.close();
    assertEquals(Collections.emptyList(), complaints.but("/throws"));
  }

  @Test
  void whatNobodyHandlesSaysCloseToo() throws Exception {
    ((JettyServer) server).otherwise(null);
    DrainDispatcher.closing = true;
    try (Client client = server.client()) {
      String answer = client.get("/nowhere").readAll();
      assertTrue(answer.contains(" 404 ") && saysClose(answer), answer);
    }
  }

  /** Bytes that nobody reads turn a close into a reset, which takes the response with it. */
  @Test
  void aBodyThatHasArrivedAndNobodyReadsDoesNotCostTheResponse() throws Exception {
    DrainDispatcher.closing = true;
    try (Client client = server.client()) {
      String unread = new String(new char[1000]);
      client.send("POST /large HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n" + unread);
      String head = client.readTo("\r\n\r\n");
      assertTrue(saysClose(head), head);
      client.skip(LARGE);
      nothingFollows(client);
    }
  }
}
