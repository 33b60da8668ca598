package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.VirtualMachine;
import io.github.drainagent.it.load.Ask;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.io.File;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosts with habits of their own: the agent must not be what breaks them. */
@Timeout(60)
class HostIT {
  private static final Jdk JDK = Jdks.running();

  @Test
  void stderrThatNobodyReadsHoldsNothingUp() throws Exception {
    File pipe = Place.target().resolve("nobody-reads-this").toFile();
    Files.deleteIfExists(pipe.toPath());
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.getPath()).start().waitFor());
    Launch launch = Launch.server(JDK, ServerSpec.application("NoisyApp"), "0").withAgent("");
    // open for reading, so that the server can open it, and never read
    try (RandomAccessFile held = new RandomAccessFile(pipe, "rw");
        ServerProcess process = launch.stderr(pipe).start()) {
      assertTrue(held.getFD().valid());
      Request slow = Request.inFlight(process.awaitPort(), Ask.slow(1_500));
      process.term();
      assertEquals(Outcome.COMPLETE, slow.outcome());
      assertEquals(143, process.awaitExit(8_000));
      Output.hookEpochMillis(process.stdout());
    }
  }

  @Test
  void aSocketThatAnotherProcessPassedOnServesTheNextOneToo() throws Exception {
    Launch launch =
        Launch.server(JDK, ServerSpec.application("PassOnApp"), Launch.agentOption(""))
            .jvm("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED")
            .jvm("--add-opens=java.base/java.io=ALL-UNNAMED");
    try (ServerProcess process = launch.start()) {
      assertEquals(0, process.awaitExit(30_000), process.output());
      assertEquals(List.of("CLOSED hello 143", "CLOSED hello 143"), process.stdout());
      assertEquals(2, Output.oursNaming(process.stderr(), "still has it").size());
      Output.assertClean(process.stderr());
    }
  }

  @Test
  void anExitDuringTheDrainDoesNotTakeTheSignalsExitCode() throws Exception {
    Launch launch = Launch.server(JDK, ServerSpec.named("jetty-12.0")).withAgent("delay=1s");
    try (ServerProcess process = launch.start()) {
      int port = process.awaitPort();
      process.term();
      Request.begin(port, Ask.exit(3));
      assertEquals(143, process.awaitExit(8_000), process.output());
      Output.assertClean(process.stderr());
    }
  }

  @Test
  void anAnswerThatPausesIsFinishedThoughNobodyKnowsItsProtocol() throws Exception {
    Launch launch = Launch.server(JDK, ServerSpec.named("socket")).withAgent("");
    try (ServerProcess process = launch.start()) {
      Request paused = Request.inFlight(process.awaitPort(), Ask.stream(2, 2_500));
      process.term();
      assertEquals(Outcome.COMPLETE, paused.outcome(), process.output());
      assertEquals(143, process.awaitExit(8_000));
    }
  }

  @Test
  void anAgentThatComesLateKnowsAListenerFromItsNextAcceptOn() throws Exception {
    try (ServerProcess process = Launch.server(JDK, ServerSpec.named("selector")).start()) {
      int port = process.awaitPort();
      VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
      machine.loadAgent(Place.agentJar().toString(), "timeout=10s");
      machine.detach();
      Request slow = Request.inFlight(port, Ask.slow(1_500));
      process.term();
      assertEquals(Outcome.COMPLETE, slow.outcome(), process.output());
      assertEquals(143, process.awaitExit(8_000));
      Output.assertClean(process.stderr());
    }
  }
}
