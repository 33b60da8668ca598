package io.github.drainagent.it.host;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tomcat on APR, whose listener and connections are native code's: its exchanges are known all the
 * same. Skipped where {@code libtcnative-1} is not installed.
 */
@Timeout(60)
class AprIT {

  /** Where Debian has it, or the folder that {@code -Dtcnative} names. */
  private static final Path LIBRARIES =
      Path.of(System.getProperty("tcnative", "/usr/lib/x86_64-linux-gnu"));

  static Stream<Arguments> servers() {
    return Hosts.rowsAndJdks("tomcat-apr");
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("servers")
  void aTomcatOnAprIsDrainedByItsExchanges(ServerSpec row, Jdk jdk) throws Exception {
    Path library = LIBRARIES.resolve("libtcnative-1.so");
    assumeTrue(Files.exists(library), () -> "no " + library);
    Launch launch = Launch.server(jdk, row).environment("LD_LIBRARY_PATH", LIBRARIES.toString());
    try (ServerProcess process = launch.withAgent("").start()) {
      Kept.byConnector(process, process.awaitPort());
      Output.assertClean(process.stderr());
    }
  }
}
