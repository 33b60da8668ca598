package io.github.drainagent.instrumentation.grizzly;

import io.github.drainagent.instrumentation.testing.RequiredMembers;
import org.junit.jupiter.api.Test;

class GrizzlyMembersTest {

  @Test
  void everyRequiredMemberExistsInTheVersionAtHand() {
    RequiredMembers.allExist(new GrizzlyFamily());
  }
}
