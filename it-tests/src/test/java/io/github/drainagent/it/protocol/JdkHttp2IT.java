package io.github.drainagent.it.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JDK's own client over HTTP/2. */
@Timeout(90)
class JdkHttp2IT {
  private static final int WAIT_MILLIS = 30_000;

  /** Before, its client fails whatever is in flight when a GOAWAY comes (JDK-8335181). */
  private static final int SINCE = 24;

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("io.github.drainagent.it.protocol.Speakers#ofHttp2OnAnyTransport")
  void eachRequestOfTheJdksClientIsAnsweredOrRefused(ServerSpec server, Jdk jdk) throws Exception {
    try (ServerProcess process = Launch.server(jdk, server).withAgent("").start();
        ServerProcess client = client(JdkHttp2Client.class, process.awaitPort())) {
      client.awaitLine(JdkHttp2Client.WARM, 1, WAIT_MILLIS);
      process.term();
      assertEquals(143, process.awaitExit(WAIT_MILLIS), process.output());
      assertEquals(0, client.awaitExit(WAIT_MILLIS), client.output());
      assertEquals(
          List.of(
              JdkHttp2Client.WARM, "some x HTTP_2 200 ok", JdkHttp2Client.THREADS + " x refused"),
          client.stdout().stream()
              .map(line -> line.replaceFirst("^\\d+ x HTTP", "some x HTTP"))
              .toList(),
          client.output() + process.output());
      Output.assertClean(process.stderr());
    }
  }

  /** A program with the newest client that there is; skips the test where that is too old. */
  static ServerProcess client(Class<?> program, int port, String... arguments) throws Exception {
    Jdk jdk = Jdks.newest();
    if (jdk.version() < SINCE) {
      System.out.println("no JDK " + SINCE + " or newer: its client over HTTP/2 is not tried");
    }
    Assumptions.assumeTrue(jdk.version() >= SINCE, jdk.toString());
    List<String> command = new ArrayList<>();
    Collections.addAll(command, "-cp", Place.target().resolve("test-classes").toString());
    Collections.addAll(command, program.getName(), Integer.toString(port));
    Collections.addAll(command, arguments);
    return Launch.tool(jdk, "java", command.toArray(new String[0])).start();
  }
}
