package io.github.drainagent.prove.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

  private final Environment environment = new Environment(new File("/opt/drain-agent.jar"), "");

  @Test
  void theAgentIsAddedToWhatIsThere() {
    assertEquals("-Xmx1g -javaagent:/opt/drain-agent.jar", options("-Xmx1g", environment, true));
  }

  @Test
  void settingsFollowTheJar() {
    Environment set = new Environment(new File("/opt/drain-agent.jar"), "timeout=5s");
    assertEquals("-javaagent:/opt/drain-agent.jar=timeout=5s", options(null, set, true));
  }

  @Test
  void aPathWithASpaceIsQuoted() {
    Environment spaced = new Environment(new File("/o p/drain-agent.jar"), "");
    assertEquals("-javaagent:\"/o p/drain-agent.jar\"", options(null, spaced, true));
  }

  @Test
  void anAgentThatIsThereAlreadyIsTakenOutWithoutAndReplacedWith() {
    String before = "-Da=\"b c\" -javaagent:/elsewhere/drain-agent-0.1.jar=delay=1s -Xss1m";
    assertEquals("-Da=\"b c\" -Xss1m", options(before, environment, false));
    assertEquals(
        "-Da=\"b c\" -Xss1m -javaagent:/opt/drain-agent.jar", options(before, environment, true));
  }

  @Test
  void otherAgentsStay() {
    String other = "-javaagent:/opt/other.jar";
    assertEquals(other, options(other, environment, false));
    assertFalse(environment.isAgent(other));
  }

  @Test
  void aVariableThatHadOnlyTheAgentIsGone() {
    assertEquals(null, options("-javaagent:\"/opt/drain-agent.jar\"", environment, false));
  }

  @Test
  void itIsSwitchedOffWhereItMayNotBe() {
    Map<String, String> variables = new HashMap<>();
    environment.set(variables, false);
    assertEquals("false", variables.get("DRAIN_ENABLED"));
    environment.set(variables, true);
    assertTrue(!variables.containsKey("DRAIN_ENABLED"));
  }

  private static String options(String before, Environment environment, boolean withAgent) {
    Map<String, String> variables = new HashMap<>();
    if (before != null) {
      variables.put(Environment.TOOL_OPTIONS, before);
    }
    environment.set(variables, withAgent);
    return variables.get(Environment.TOOL_OPTIONS);
  }
}
