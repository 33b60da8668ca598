package io.github.drainagent.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frameworks that drain by themselves come second and find nothing left to wait for. */
@Timeout(60)
class GracefulIT {
  /** They would wait for half a minute. */
  private static final int NOTHING_LEFT_MILLIS = 5_000;

  static Stream<Arguments> servers() {
    return Stream.of("jetty-graceful", "vertx-graceful").flatMap(Hosts::rowsAndJdks);
  }

  static Stream<Arguments> springBoots() {
    return Hosts.rowsAndJdks("fat-jar");
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("servers")
  void aServersOwnShutdownHasNothingToWaitFor(ServerSpec row, Jdk jdk) throws Exception {
    try (ServerProcess process = Launch.server(jdk, row).withAgent("").start()) {
      Kept.byConnector(process, process.awaitPort());
      long took = Output.number(process.stdout(), "CLOSED ");
      assertTrue(took < NOTHING_LEFT_MILLIS, "it took " + took + " ms");
      Output.assertClean(process.stderr());
    }
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("springBoots")
  void springsGracefulShutdownHasNothingToWaitFor(ServerSpec row, Jdk jdk) throws Exception {
    Launch launch =
        Launch.tool(
            jdk,
            "java",
            "-Dserver.shutdown=graceful",
            "-Dlogging.level.org.springframework.boot.web=info",
            "-jar",
            Place.fatJar(row).toString(),
            "0");
    try (ServerProcess process = launch.withAgent("").start()) {
      process.awaitLine("READY ", 1, 60_000);
      Kept.byConnector(process, process.awaitPort());
      List<String> graceful =
          process.stdout().stream()
              .filter(line -> line.contains("raceful shutdown"))
              .map(line -> line.replaceFirst(".* : ", ""))
              .toList();
      assertEquals(
          List.of(
              "Commencing graceful shutdown. Waiting for active requests to complete",
              "Graceful shutdown complete"),
          graceful);
      Output.assertClean(process.stderr());
    }
  }
}
