package io.github.drainagent.instrumentation.pekko;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.ClosingContract;
import io.github.drainagent.instrumentation.testing.TestServer;
import org.junit.jupiter.api.Test;

class PekkoClosingTest extends ClosingContract {

  @Override
  protected TestServer serve(Call.Answer answer) {
    return new PekkoServer(answer);
  }

  /** As many at a time as the server's limit, and more. */
  @Test
  void moreRequestsThanArePipelinedAreAnsweredAndTheLastOneSaysClose() throws Exception {
    DrainDispatcher.closing = true;
    for (int n : new int[] {2, 4, 9}) {
      try (Client client = server.client()) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < n; i++) {
          all.append("GET /ok").append(REST);
        }
        String answers = client.send(all.toString()).readAll();
        assertEquals(n, answers.split("fine", -1).length - 1, answers);
        assertEquals(1, answers.split("Connection: close", -1).length - 1, answers);
        assertTrue(answers.indexOf("close") > answers.lastIndexOf("HTTP/1.1 200"), answers);
      }
    }
  }
}
