package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.load.Ask;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Deadline;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a drain that was cut short leaves in a JVM whose own hook then takes its time. */
@Timeout(60)
class LeakIT {

  @Test
  void aDrainThatIsCutShortLeavesNeitherThreadNorDescriptor() throws Exception {
    Launch launch =
        Launch.server(Jdks.running(), ServerSpec.application("HangingHookApp"), "0").withAgent("");
    try (ServerProcess process = launch.start()) {
      int port = process.awaitPort();
      Request.inFlight(port, Ask.stuck());
      int sockets = sockets(process.pid());
      process.term();
      assertTrue(Request.awaitRefused(port), process.output());
      process.term();
      process.awaitLine("HOOK ", 1, 5_000);
      assertTrue(
          Deadline.await(25_000, () -> ours(process).equals(List.of("drain-agent-log"))),
          () -> "still there: " + ours(process));
      int left = sockets(process.pid());
      assertTrue(left <= sockets, left + " sockets, and " + sockets + " before");
    }
  }

  @Test
  void aProcessThatIsStartedAfterADrainInheritsNoSocket() throws Exception {
    Launch launch =
        Launch.server(Jdks.running(), ServerSpec.application("ChildApp"), "0").withAgent("");
    try (ServerProcess process = launch.start()) {
      int port = process.awaitPort();
      process.term();
      process.awaitLine("CHILD ", 1, 5_000);
      long child = Output.number(process.stdout(), "CHILD ");
      assertEquals(0, sockets(child));
      assertEquals(Outcome.REFUSED, Request.fast(port));
    }
  }

  /** Names of the agent's threads. */
  private static List<String> ours(ServerProcess process) {
    List<String> names = new ArrayList<>();
    try (Stream<Path> tasks = Files.list(proc(process.pid(), "task"))) {
      for (Path task : tasks.toList()) {
        String name = Files.readString(task.resolve("comm")).trim();
        if (name.startsWith("drain-agent")) {
          names.add(name);
        }
      }
    } catch (IOException ended) {
      names.add(ended.toString());
    }
    names.sort(null);
    return names;
  }

  private static int sockets(long pid) throws IOException {
    int count = 0;
    try (Stream<Path> descriptors = Files.list(proc(pid, "fd"))) {
      for (Path descriptor : descriptors.toList()) {
        try {
          if (Files.readSymbolicLink(descriptor).toString().startsWith("socket:")) {
            count++;
          }
        } catch (NoSuchFileException closed) {
          continue; // between the listing and the look
        }
      }
    }
    return count;
  }

  private static Path proc(long pid, String folder) {
    return Path.of("/proc", Long.toString(pid), folder);
  }
}
