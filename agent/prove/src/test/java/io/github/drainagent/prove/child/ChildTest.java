package io.github.drainagent.prove.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.prove.result.NotMeasurable;
import java.io.File;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ChildTest {

  private static final File JAR = new File("drain-agent.jar");

  @Test
  void aCommandThatIsNotThereIsASentence() {
    NotMeasurable e =
        assertThrows(NotMeasurable.class, () -> Child.start(List.of("no-such-command"), JAR, null));
    assertTrue(e.getMessage().contains("no-such-command"), e.getMessage());
  }

  @Test
  void aCommandThatHasTheAgentIsASentence() {
    List<String> command = List.of("java", "-javaagent:/opt/drain-agent.jar", "-version");
    NotMeasurable e = assertThrows(NotMeasurable.class, () -> Child.start(command, JAR, null));
    assertTrue(e.getMessage().contains("leave"), e.getMessage());
  }

  @Test
  void itsOutputAndItsExitCodeAreKnown() throws Exception {
    try (Child child = shell("echo one; echo two >&2; exit 3")) {
      await(child::isGone);
      assertEquals(3, child.exitCode());
      assertTrue(child.output().lastLines().containsAll(List.of("one", "two")));
    }
  }

  @Test
  void closingKillsGrandchildrenToo() throws Exception {
    Child child = shell("sleep 300 & echo $!; wait");
    await(() -> !child.output().lastLines().isEmpty());
    int grandchild = Integer.parseInt(child.output().lastLines().get(0));
    assertFalse(Proc.isGone(grandchild));
    child.close();
    await(() -> Proc.isGone(grandchild));
  }

  /** As a daemon does: its parent has gone, and it has a session of its own. */
  @Test
  void closingKillsWhoHasLeftTheFamily() throws Exception {
    Child child = shell("setsid sleep 300 > /dev/null 2>&1 < /dev/null & echo $!; exit 0");
    await(() -> !child.output().lastLines().isEmpty());
    int daemon = Integer.parseInt(child.output().lastLines().get(0));
    await(() -> Proc.command(daemon).equals("sleep 300"));
    assertFalse(child.isGone());
    child.close();
    await(() -> Proc.isGone(daemon));
  }

  @Test
  void aLongLineAndEndlessOutputAreBounded() throws Exception {
    try (Child child = shell("yes | head -c 3000000 | tr -d '\\n'; echo; yes | head -n 1000")) {
      await(child::isGone);
      child.exitCode();
      assertEquals(40, child.output().lastLines().size());
    }
  }

  private static Child shell(String script) throws NotMeasurable {
    return Child.start(List.of("sh", "-c", script), JAR, null);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "not within 20 s");
      Thread.sleep(5);
    }
  }
}
