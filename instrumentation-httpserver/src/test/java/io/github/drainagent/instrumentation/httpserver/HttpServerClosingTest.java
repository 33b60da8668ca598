package io.github.drainagent.instrumentation.httpserver;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.ClosingContract;
import io.github.drainagent.instrumentation.testing.TestServer;

class HttpServerClosingTest extends ClosingContract {

  @Override
  protected TestServer serve(Call.Answer answer) throws Exception {
    return new JdkServer(answer);
  }
}
