package io.github.drainagent.instrumentation.tomcat;

import io.github.drainagent.instrumentation.testing.RequiredMembers;
import org.junit.jupiter.api.Test;

class TomcatMembersTest {

  @Test
  void everyRequiredMemberExistsInTheVersionAtHand() {
    RequiredMembers.allExist(new TomcatFamily());
  }
}
