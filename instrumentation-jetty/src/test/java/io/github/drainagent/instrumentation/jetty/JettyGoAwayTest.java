package io.github.drainagent.instrumentation.jetty;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.GoAwayContract;
import io.github.drainagent.instrumentation.testing.TestServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledIf;

@Tag("every-version")
@DisabledIf("hasNoGracefulGoAway")
class JettyGoAwayTest extends GoAwayContract {

  static boolean hasNoGracefulGoAway() {
    String jetty = JettyServer.WOVEN.connector.name();
    return jetty.contains(" 9.4.0.") || jetty.contains(" 9.4.20.");
  }

  @Override
  protected TestServer serve(Call.Answer answer) throws Exception {
    return new JettyServer(JettyServer.kinds().get(0)) {

      /** The first of 10 and 11 forget, once in 200 times, a client that goes after the GOAWAY. */
      @Override
      public boolean noticesEveryEnd() {
        return !WOVEN.connector.name().matches("Jetty 1[01]\\.0\\.0");
      }
    }.otherwise(answer);
  }
}
