package io.github.drainagent.instrumentation.undertow;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.GoAwayContract;
import io.github.drainagent.instrumentation.testing.TestServer;

class UndertowGoAwayTest extends GoAwayContract {

  @Override
  protected TestServer serve(Call.Answer answer) {
    return new UndertowServer(answer);
  }
}
