package io.github.drainagent.it.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.it.process.ServerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A rolling restart behind a proxy that keeps connections and does not send a POST twice. {@code
 * -Drestarts=} says how many there are.
 */
class RollingRestartIT {
  private static final int FEW = Integer.getInteger("restarts", 2);
  private static final int MANY = Integer.getInteger("restarts", 20);

  @TempDir Path folder;

  static Stream<ServerSpec> servers() {
    String chosen = System.getProperty("server", "");
    return (chosen.isEmpty()
            ? Stream.of("jetty-12.0", "undertow-2.3", "netty-4.1", "tomcat-11.0")
            : Stream.of(chosen.split(",")))
        .map(ServerSpec::named);
  }

  @BeforeAll
  static void proxiesAreThere() {
    Program.orSkip("nginx");
    Program.orSkip("haproxy");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  @Timeout(600)
  void everyPostIsAnswered(ServerSpec server) throws Exception {
    assertEveryPostIsAnswered(server, FEW);
  }

  @Tag("torture")
  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  @Timeout(3_600)
  void everyPostIsAnsweredAcrossManyRestarts(ServerSpec server) throws Exception {
    assertEveryPostIsAnswered(server, MANY);
  }

  /** For docs/protocols.md: how many are lost is the server's matter. */
  @Tag("torture")
  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  @Timeout(3_600)
  void withoutTheAgentSomeAreNot(ServerSpec server) throws Exception {
    System.out.println(
        "without: " + new RollingRestart(server, MANY, folder).withoutAgent().figures());
  }

  private void assertEveryPostIsAnswered(ServerSpec server, int restarts) throws Exception {
    RollingRestart.Result result = new RollingRestart(server, restarts, folder).withAgent();
    System.out.println("with: " + result.figures());
    assertEquals(List.of(), result.failed(), result.figures() + "\n" + result.log());
  }
}
