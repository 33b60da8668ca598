package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server is in sight: the engine comes up aside. As long as there is no listener, that is all.
 */
@Timeout(60)
class InSightIT {

  /** Whoever loads one of these waits for the engine, so the engine must never wait for that. */
  private static final String LISTENERS =
      ".*[ .](java\\.net\\.ServerSocket|sun\\.nio\\.ch\\.(Unix)?(Asynchronous)?ServerSocketChannelImpl)"
          + "( .*)?";

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.drainagent.it.Rows#jdks")
  void theEngineComesUpUnseenAndNeedsNoClassOfAListener(Jdk jdk) throws Exception {
    Path log = folder.resolve("classes.txt");
    Launch launch = Launch.server(jdk, ServerSpec.application("InSightApp")).withAgent("");
    try (ServerProcess process = launch.logClasses(log).start()) {
      process.awaitReady(1);
      await(log, "io.github.drainagent.engine.weave.LookBack");
      process.term();
      assertEquals(143, process.awaitExit(8_000), process.output());
      Output.assertNothingOfOurs(process);
      Output.hookEpochMillis(process.stdout());
    }
    List<String> classes = Files.readAllLines(log);
    assertTrue(classes.stream().noneMatch(line -> line.matches(LISTENERS)), classes.toString());
  }

  private static void await(Path log, String name) throws Exception {
    while (!Files.exists(log) || !Files.readString(log).contains(name)) {
      Thread.sleep(5);
    }
  }
}
