package io.github.drainagent.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A security manager, whose policy lets the application do what it needs and no more. */
@Timeout(60)
class SecurityManagerIT {
  /** From 18 on it has to be asked for by name, from 24 on it can't be had. */
  private static final int LAST = 17;

  private static final String POLICY =
      """
      grant codeBase "file:%s" {
        permission java.security.AllPermission;
      };
      grant codeBase "file:%s/-" {
        permission java.lang.RuntimePermission "shutdownHooks";
        permission java.lang.RuntimePermission "modifyThread";
        permission java.net.SocketPermission "*", "listen,accept,resolve";
      };
      """;

  @TempDir Path folder;

  static Stream<Arguments> serversAndJdks() {
    return jdks()
        .flatMap(
            jdk ->
                Stream.of("httpserver", "socket", "selector")
                    .map(server -> Arguments.of(ServerSpec.named(server), jdk)));
  }

  static Stream<Jdk> jdks() {
    return Jdks.all().stream().filter(jdk -> jdk.version() == 8 || jdk.version() == LAST);
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("serversAndJdks")
  void theAgentDoesWhatThePolicyGrantsItThoughTheApplicationMayNot(ServerSpec server, Jdk jdk)
      throws Exception {
    Path policy =
        Files.writeString(
            folder.resolve("policy"), POLICY.formatted(Place.agentJar(), Place.classes()));
    Launch launch =
        Launch.server(jdk, server)
            .jvm("-Djava.security.manager", "-Djava.security.policy=" + policy);
    try (ServerProcess process = launch.withAgent("").start()) {
      int port = process.awaitPort();
      if (server.hasConnector()) {
        Kept.byConnector(process, port);
      } else {
        Kept.byAny(process, port);
      }
      Output.hookEpochMillis(process.stdout());
      assertEquals(List.of(), Output.oursNaming(process.stderr(), "still open"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void anAgentThatThePolicyDoesNotKnowSaysWhatToGrantIt(Jdk jdk) throws Exception {
    Launch launch =
        Launch.tool(
            jdk, "java", "-Djava.security.manager", "-cp", folder.toString(), "NoSuchClass");
    try (ServerProcess process = launch.withAgent("").start()) {
      assertEquals(1, process.awaitExit(20_000));
      List<String> ours = Output.ours(process.stderr());
      assertEquals(1, ours.size(), process.output());
      assertTrue(ours.get(0).contains("grant its jar java.security.AllPermission"), ours.get(0));
    }
  }
}
