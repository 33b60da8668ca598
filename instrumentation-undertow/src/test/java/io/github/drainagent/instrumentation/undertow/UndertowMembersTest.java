package io.github.drainagent.instrumentation.undertow;

import io.github.drainagent.instrumentation.testing.RequiredMembers;
import org.junit.jupiter.api.Test;

class UndertowMembersTest {

  @Test
  void everyRequiredMemberExistsInTheVersionAtHand() {
    RequiredMembers.allExist(new UndertowFamily());
  }
}
