package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.load.Ask;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Settings, good and bad, and where they come from. */
@Timeout(60)
class SettingsIT {
  @Test
  void aBadValueIsOneLineWithTheRemedyAndTheServerStarts() throws Exception {
    try (ServerProcess process = socket("timeout=25").start()) {
      assertEquals(Outcome.COMPLETE, Request.fast(process.awaitPort()));
      process.term();
      assertEquals(143, process.awaitExit(8_000));
      List<String> lines = Output.oursNaming(process.stderr(), "timeout=25 ");
      assertEquals(1, lines.size(), process.output());
      assertTrue(lines.get(0).contains("unit"), "what is accepted: " + lines);
      assertTrue(lines.get(0).contains("timeout=25s"), "what is used: " + lines);
      Output.assertClean(process.stderr());
    }
  }

  @Test
  void anUnknownKeyIsOneLineWithTheNearestKnownOne() throws Exception {
    try (ServerProcess process = socket("timout=5s").start()) {
      process.awaitPort();
      process.term();
      assertEquals(143, process.awaitExit(8_000));
      List<String> lines = Output.oursNaming(process.stderr(), "timout");
      assertEquals(1, lines.size(), process.output());
      assertTrue(lines.get(0).contains("timeout"), lines.toString());
      Output.assertClean(process.stderr());
    }
  }

  @Test
  void strictRefusesToStartOnABadValue() throws Exception {
    try (ServerProcess process = socket("timeout=25,strict=true").start()) {
      assertTrue(process.awaitExit(20_000) != 0, process.output());
      assertEquals(List.of(), process.stdout(), "the application started");
      assertEquals(1, Output.oursNaming(process.stderr(), "timeout=25 ").size(), process.output());
      // a premain that throws aborts the JVM with a core dump: that is not how to refuse
      Output.assertClean(process.stderr());
    }
  }

  @Test
  void strictStartsOnGoodValues() throws Exception {
    try (ServerProcess process = socket("timeout=5s,strict=true").start()) {
      assertEquals(Outcome.COMPLETE, Request.fast(process.awaitPort()));
    }
  }

  @Test
  void theSystemPropertyCounts() throws Exception {
    assertTimesOutAfterOneSecond(socket("").jvm("-Ddrain.timeout=1s"));
  }

  @Test
  void theEnvironmentCounts() throws Exception {
    assertTimesOutAfterOneSecond(socket("").environment("DRAIN_TIMEOUT", "1s"));
  }

  @Test
  void theArgumentGoesBeforeThePropertyAndThatBeforeTheEnvironment() throws Exception {
    assertTimesOutAfterOneSecond(socket("timeout=1s").jvm("-Ddrain.timeout=20s"));
    assertTimesOutAfterOneSecond(
        socket("").jvm("-Ddrain.timeout=1s").environment("DRAIN_TIMEOUT", "20s"));
  }

  private static void assertTimesOutAfterOneSecond(Launch launch) throws Exception {
    try (ServerProcess process = launch.start()) {
      Request.inFlight(process.awaitPort(), Ask.stuck());
      long term = System.nanoTime();
      process.term();
      assertEquals(143, process.awaitExit(8_000));
      long millis = (System.nanoTime() - term) / 1_000_000;
      assertTrue(millis >= 900 && millis < 4_000, "the exit came after " + millis + " ms");
    }
  }

  private static Launch socket(String settings) {
    return Launch.server(Jdks.running(), ServerSpec.named("socket")).withAgent(settings);
  }
}
