package io.github.drainagent.instrumentation.netty;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.ClosingContract;
import io.github.drainagent.instrumentation.testing.TestServer;
import org.junit.jupiter.api.Tag;

@Tag("every-version")
class NettyClosingTest extends ClosingContract {

  @Override
  protected TestServer serve(Call.Answer answer) {
    return Server.answering(WovenNetty.WOVEN, answer);
  }
}
