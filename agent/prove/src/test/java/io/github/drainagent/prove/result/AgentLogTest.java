package io.github.drainagent.prove.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgentLogTest {

  private static final long MILLI = 1_000_000;
  private static final List<String> LINES =
      List.of(
          "[drain] 13:20:32.373 INFO drain-agent 0.1.0 is in place; this JVM is drained on TERM",
          "[drain] 13:20:33.426 INFO TERM: draining port 8080, 2 exchanges in flight on 2"
              + " connections; at most 25s",
          "[drain] 13:20:33.462 INFO port 8080 closed (close=ttl, socket swapped) after 36 ms",
          "[drain] 13:20:35.047 INFO drained in 1.621 s (lame duck 2 ms, closing 36 ms, draining"
              + " 1.583 s); exchanges: 2 in flight");

  /** 13:20:33.424 on the day of the epoch, in a zone that is not the agent's. */
  private static final long TERM = ((13 + 5) * 3600 + 20 * 60 + 33) * 1000L + 30 * 60_000 + 424;

  @Test
  void thePhasesFollowEachOtherFromTheLineOfTheSignalOn() {
    List<Phase> phases = AgentLog.phases(LINES, TERM);
    assertEquals(3, phases.size());
    assertEquals("lame duck", phases.get(0).name());
    assertEquals(2 * MILLI, phases.get(0).from());
    assertEquals("closing", phases.get(1).name());
    assertEquals(4 * MILLI, phases.get(1).from());
    assertEquals(40 * MILLI, phases.get(1).to());
    assertEquals("draining", phases.get(2).name());
    assertEquals(1_623 * MILLI, phases.get(2).to());
  }

  @Test
  void aDrainThatIsNotOverHasNoPhases() {
    assertEquals(List.of(), AgentLog.phases(LINES.subList(0, 3), TERM));
  }

  @Test
  void theClockOfTheLogMayBeAMillisecondBehind() {
    assertEquals(0, AgentLog.phases(LINES, TERM + 5).get(0).from());
  }

  @Test
  void theAgentIsKnownByItsFirstLine() {
    assertTrue(AgentLog.isInPlace(LINES));
    assertFalse(AgentLog.isInPlace(LINES.subList(1, 4)));
  }
}
