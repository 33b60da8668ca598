package io.github.drainagent.it.host;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that somebody has packed below a package of his own is still that server. */
@Timeout(60)
class RelocatedIT {

  static Stream<Arguments> servers() {
    return Hosts.rowsAndJdks("wiremock");
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("servers")
  void aRelocatedJettyIsDrainedByItsExchanges(ServerSpec row, Jdk jdk) throws Exception {
    try (ServerProcess process = Launch.server(jdk, row).withAgent("").start()) {
      Kept.byConnector(process, process.awaitPort());
      Output.assertClean(process.stderr());
    }
  }
}
