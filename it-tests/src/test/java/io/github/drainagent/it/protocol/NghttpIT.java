package io.github.drainagent.it.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.peer.Program;
import io.github.drainagent.it.process.Deadline;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** nghttp has one request in flight and prints the frames that it is sent meanwhile. */
@Timeout(90)
class NghttpIT {
  private static final int WAIT_MILLIS = 20_000;

  /** Longer than the closing of a listener and the round trip between the two frames. */
  private static final int REQUEST_MILLIS = 5_000;

  /** The server has read what came with the request. */
  private static final String ACKNOWLEDGED = "recv SETTINGS frame <length=0, flags=0x01";

  private static final Pattern LAST_STREAM =
      Pattern.compile("recv GOAWAY frame .*\\n *\\(last_stream_id=(\\d+), error_code=NO_ERROR");

  private static final Pattern STATUS =
      Pattern.compile("recv \\(stream_id=(\\d+)(?:, sensitive)?\\) :status: 200\\n");

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("io.github.drainagent.it.protocol.Speakers#ofHttp2")
  void aRequestInFlightIsAnsweredWholeAfterTwoGoAways(ServerSpec server, Jdk jdk) throws Exception {
    String nghttp = Program.orSkip("nghttp").toString();
    try (ServerProcess process = Launch.server(jdk, server).withAgent("").start()) {
      String url = "http://127.0.0.1:" + process.awaitPort() + "/slow?ms=" + REQUEST_MILLIS;
      // its lines as they come: into a pipe it would write them at its end
      try (ServerProcess client = ServerProcess.of("stdbuf", "-oL", nghttp, "--verbose", url)) {
        assertTrue(
            Deadline.await(WAIT_MILLIS, () -> text(client).contains(ACKNOWLEDGED)), client::output);
        process.term();
        assertEquals(0, client.awaitExit(WAIT_MILLIS), client.output());
        assertEquals(143, process.awaitExit(WAIT_MILLIS), process.output());
        assertToldTwiceAndAnswered(client, process.output());
      }
      Output.assertClean(process.stderr());
    }
  }

  private static void assertToldTwiceAndAnswered(ServerProcess client, String server) {
    String text = text(client);
    MatchResult status =
        STATUS
            .matcher(text)
            .results()
            .findFirst()
            .orElseThrow(() -> new AssertionError(client.output() + server));
    List<MatchResult> goAways = LAST_STREAM.matcher(text).results().toList();
    assertEquals(
        List.of(Integer.toString(Integer.MAX_VALUE), status.group(1)),
        goAways.stream().map(goAway -> goAway.group(1)).toList(),
        client.output() + server);
    assertTrue(goAways.get(1).end() < status.start(), client.output() + server);
    assertTrue(client.stdout().contains("ok"), client.output() + server);
    assertEquals(List.of(), client.stderr());
  }

  private static String text(ServerProcess client) {
    return String.join("\n", client.stdout());
  }
}
