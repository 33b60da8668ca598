package io.github.drainagent.instrumentation.netty;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.ExchangeContract;
import io.github.drainagent.instrumentation.testing.TestServer;
import io.netty.channel.Channel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("every-version")
class NettyExchangeTest extends ExchangeContract {

  @Override
  protected TestServer serve(Call.Answer answer) {
    return Server.answering(WovenNetty.WOVEN, answer);
  }

  @Test
  void aConnectionDependsOnItsEventLoopAndOnNoOtherThread() throws Exception {
    try (Client client = known()) {
      Channel channel = (Channel) woven.onlyConnection();
      Thread loop = channel.eventLoop().submit(Thread::currentThread).get();
      assertTrue(woven.connector.dependsOn(channel, loop));
      assertFalse(woven.connector.dependsOn(channel, Thread.currentThread()));
    }
  }
}
