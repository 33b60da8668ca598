package io.github.drainagent.instrumentation.helidon;

import io.github.drainagent.instrumentation.testing.RequiredMembers;
import org.junit.jupiter.api.Test;

class HelidonMembersTest {

  @Test
  void everyRequiredMemberExistsInTheVersionAtHand() {
    RequiredMembers.allExist(new HelidonFamily());
  }
}
