package io.github.drainagent.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.process.IoUring;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An accept that stays in the kernel does not keep its port open there. */
@Timeout(60)
class IoUringIT {
  static Stream<Arguments> servers() {
    return Hosts.rowsAndJdks(ServerSpec.all(), "netty-iouring");
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("servers")
  void aPortIsClosedWhileItsAnswersAreAwaited(ServerSpec row, Jdk jdk) throws Exception {
    assumeTrue(IoUring.isAllowed(), "io_uring is not allowed here");
    try (ServerProcess process = Launch.server(jdk, row).withAgent("").start()) {
      Kept.byConnector(process, process.awaitPort());
      assertEquals(1, Output.oursNaming(process.stderr(), " closed (close=").size());
      Output.assertClean(process.stderr());
    }
  }
}
