package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.load.Kind;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.net.Available;
import io.github.drainagent.it.net.TestNetwork;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Network;
import io.github.drainagent.it.process.ServerSpec;
import io.github.drainagent.it.process.TermUnderLoad;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * TERM while handshakes are on the wire: on loopback a handshake is over before anybody can close a
 * port in the middle of it, between two hosts it is not.
 */
@Timeout(60)
@ExtendWith(Available.class)
class RoundTripIT {
  private static final Duration ROUND_TRIP = Duration.ofMillis(10);
  private static final int CLIENTS = 200;
  private static final TermUnderLoad SCENARIO = new TermUnderLoad(CLIENTS, 0, 400, 300);

  private static TestNetwork network;

  @BeforeAll
  static void open() throws Exception {
    network = TestNetwork.withRoundTrip(ROUND_TRIP);
  }

  @AfterAll
  static void close() throws Exception {
    network.close();
  }

  @ParameterizedTest(name = "{0} over {1}")
  @CsvSource({"jetty-12.0, IPv4", "undertow-2.3, IPv6", "netty-4.1, IPv4", "socket, IPv6"})
  void everyClientIsAnsweredOrRefused(String server, String protocol) throws Exception {
    Network path = protocol.equals("IPv6") ? network.ipv6() : network.ipv4();
    Launch launch = launch(server, path).withAgent("");
    TermUnderLoad.Result result = SCENARIO.run(launch, path);
    assertAll(
        result.tally() + String.join("\n", result.stderr()),
        () -> assertEquals(0, result.tally().lostSinceTerm(), "lost"),
        () -> assertEquals(CLIENTS, result.tally().count(Kind.NEW, Outcome.REFUSED), "refused"),
        () -> assertTrue(result.clientsEnded(), "a client never came to an end"),
        () -> assertEquals(143, result.exitCode(), "exit code"),
        () -> Output.assertClean(result.stderr()));
  }

  @Test
  void withoutTheAgentMostOfTheClientsAreLost() throws Exception {
    Network path = network.ipv4();
    TermUnderLoad.Result result = SCENARIO.run(launch("socket", path), path);
    long lost = result.tally().lost();
    assertTrue(lost >= CLIENTS / 2, "only " + lost + " lost\n" + result.tally());
  }

  private static Launch launch(String server, Network path) {
    return Launch.server(Jdks.running(), ServerSpec.named(server), path.listen())
        // Netty warns where no network device has a hardware address, and those in there have none
        .jvm("-Dio.netty.machineId=02:00:00:00:00:01");
  }
}
