package io.github.drainagent.it.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams of events in HTTP/2 get an end that the JDK's client takes for one. */
@Timeout(90)
class JdkEventStreamIT {
  private static final int WAIT_MILLIS = 20_000;

  static Stream<Arguments> rows() {
    return Speakers.rows().filter(row -> endsStreams((ServerSpec) row.get()[0]));
  }

  /** Whose streams can be ended: see docs/protocols.md. */
  private static boolean endsStreams(ServerSpec server) {
    return server.isCalled("protocols-netty-4.1")
        || server.isCalled("protocols-jetty-12.1")
        || canFlood(server);
  }

  static Stream<Arguments> floods() {
    return Speakers.rows().filter(row -> canFlood((ServerSpec) row.get()[0]));
  }

  /** Whose application is a thread for each stream, at any point of a write when its end comes. */
  private static boolean canFlood(ServerSpec server) {
    return server.isCalled("protocols-undertow-2.3") || server.isCalled("protocols-tomcat-10.1");
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("rows")
  void eventStreamsEndWholeAfterTheirTimeInHttp2Too(ServerSpec server, Jdk jdk) throws Exception {
    endWhole(server, jdk, "/events");
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("floods")
  void eventStreamsThatNeverPauseEndWholeInHttp2Too(ServerSpec server, Jdk jdk) throws Exception {
    endWhole(server, jdk, "/flood");
  }

  private static void endWhole(ServerSpec server, Jdk jdk, String path) throws Exception {
    try (ServerProcess process = Launch.server(jdk, server).withAgent("stream=1s").start();
        ServerProcess client =
            JdkHttp2IT.client(JdkEventStreams.class, process.awaitPort(), path)) {
      client.awaitLine(JdkEventStreams.LISTENING, 1, WAIT_MILLIS);
      process.term();
      assertEquals(143, process.awaitExit(WAIT_MILLIS), process.output());
      assertEquals(0, client.awaitExit(WAIT_MILLIS), client.output());
      List<String> lines =
          new ArrayList<>(Collections.nCopies(JdkEventStreams.STREAMS, "HTTP_2 whole"));
      lines.add(0, JdkEventStreams.LISTENING);
      assertEquals(lines, client.stdout(), client.output() + process.output());
      String last = Output.oursNaming(process.stderr(), "; exchanges: ").get(0);
      assertTrue(
          last.contains("(event streams ended: " + JdkEventStreams.STREAMS + ")"),
          process.output());
      Output.assertClean(process.stderr());
    }
  }
}
