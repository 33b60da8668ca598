package io.github.drainagent.instrumentation.jetty;

import static io.github.drainagent.instrumentation.testing.RequiredMembers.isThere;
import static io.github.drainagent.instrumentation.testing.RequiredMembers.places;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.Weave;
import io.github.drainagent.instrumentation.testing.RequiredMembers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Read from the class files of the line on the class path. */
@Tag("every-version")
class JettyMembersTest {

  @Test
  void everyRequiredMemberExists() {
    RequiredMembers.allExistOfTheTypesThatDo(new JettyFamily());
  }

  /** What is woven where it exists must exist in the place that this line has for it. */
  @Test
  void anExchangeHasABeginningAnEndAndALastWord() {
    int beginnings = 0;
    int ends = 0;
    int lastWords = 0;
    for (Weave weave : new JettyFamily().weaves()) {
      String advice = weave.advice.getSimpleName();
      if (!weave.method.equals("recycle")) {
        beginnings += advice.startsWith("Began") ? places(weave) : 0;
        ends += advice.startsWith("Ended") ? places(weave) : 0;
        lastWords += advice.startsWith("SaidClose") ? places(weave) : 0;
      }
    }
    assertEquals(1, beginnings);
    assertEquals(1, ends);
    assertEquals(1, lastWords);
  }

  @Test
  void theLineIsOneThatIsKnown() {
    assertTrue(
        isThere("org.eclipse.jetty.server.HttpConnection")
            ^ isThere("org.eclipse.jetty.server.internal.HttpConnection"));
  }
}
