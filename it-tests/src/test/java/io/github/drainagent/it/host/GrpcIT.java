package io.github.drainagent.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** gRPC on its own Netty and on a relocated one, asked by its own client. */
@Timeout(60)
class GrpcIT {
  private static final String MILLIS = "200";

  static Stream<Arguments> servers() {
    return Hosts.rowsAndJdks("grpc-netty");
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("servers")
  void callsInFlightEndWithTheirStatus(ServerSpec row, Jdk jdk) throws Exception {
    try (ServerProcess server = Launch.server(jdk, row).withAgent("").start();
        ServerProcess client = client(jdk, row, server.awaitPort()).start()) {
      client.awaitLine("IN FLIGHT", 1, 30_000);
      server.term();
      assertEquals(143, server.awaitExit(15_000), server.output());
      assertEquals(0, client.awaitExit(15_000), client.output());
      assertEquals(
          List.of("AFTER UNAVAILABLE 0", "IN FLIGHT", "SLOW OK 1", "TICKS OK 5"),
          client.stdout().stream().sorted().toList(),
          server.output());
      Output.assertOnlyTheApplications(server.stdout());
      Output.assertClean(server.stderr());
    }
  }

  private static Launch client(Jdk jdk, ServerSpec row, int port) {
    String app = row.main().replace("GrpcApp", "GrpcClientApp");
    return Launch.tool(
        jdk, "java", "-cp", Place.classPath(row), app, Integer.toString(port), MILLIS);
  }
}
