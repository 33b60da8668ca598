package io.github.drainagent.instrumentation.pekko;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.Weave;
import io.github.drainagent.instrumentation.testing.RequiredMembers;
import org.junit.jupiter.api.Test;

class PekkoMembersTest {

  @Test
  void whatIsNeededIsThereUnderBothNames() {
    for (String prefix : PekkoFamily.PREFIXES) {
      assertTrue(
          RequiredMembers.isThere(prefix + "stream.impl.io.TcpConnectionStage$TcpStreamLogic"));
      assertTrue(
          RequiredMembers.isThere(prefix + "http.impl.engine.parsing.HttpRequestParser$$anon$1"));
    }
    RequiredMembers.allExistOfTheTypesThatDo(new PekkoFamily());
  }

  /** Not required: without it a WebSocket is drained by its bytes. */
  @Test
  void whatClosesAWebSocketIsThereUnderBothNames() {
    for (Weave weave : new PekkoFamily().weaves()) {
      assertTrue(weave.required || RequiredMembers.places(weave) > 0, weave.type);
    }
    for (String prefix : PekkoFamily.PREFIXES) {
      String close = prefix + "http.impl.engine.ws.FrameHandler$ActivelyCloseWithCode";
      assertTrue(RequiredMembers.isThere(close), close);
    }
  }
}
