package io.github.drainagent.instrumentation.httpserver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.instrumentation.testing.RequiredMembers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HttpServerMembersTest {

  @Test
  void everyRequiredMemberExistsInTheVersionAtHand() {
    RequiredMembers.allExist(new HttpServerFamily());
  }

  @Test
  void theNamesAreTheRightOnes() throws Exception {
    Class<?> adapter = Class.forName(new HttpServerFamily().adapter());
    assertTrue(
        Arrays.stream(adapter.getInterfaces())
            .anyMatch(i -> i.getSimpleName().equals("Connector")));
  }
}
