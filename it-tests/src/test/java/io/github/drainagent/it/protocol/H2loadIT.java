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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * h2load keeps many streams open until it is told to go away. Then it gives up all that it had
 * still to ask, since it opens no second connection, and waits for what it has sent.
 */
@Timeout(90)
class H2loadIT {
  private static final int WAIT_MILLIS = 20_000;

  /** The load is on. */
  private static final int WARM = 500;

  /** More than it gets around to. */
  private static final int REQUESTS = 1_000_000;

  private static final Pattern COUNT = Pattern.compile("(\\d+) (\\w+)");

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("io.github.drainagent.it.protocol.Speakers#ofHttp2")
  void eachRequestThatH2loadHasSentIsAnswered(ServerSpec server, Jdk jdk) throws Exception {
    String h2load = Program.orSkip("h2load").toString();
    Path log = folder.resolve("requests.txt");
    try (ServerProcess process = Launch.server(jdk, server).withAgent("").start();
        ServerProcess client = load(h2load, process.awaitPort(), log)) {
      assertTrue(Deadline.await(WAIT_MILLIS, () -> ended(log).size() >= WARM), client::output);
      process.term();
      assertEquals(0, client.awaitExit(WAIT_MILLIS), client.output());
      assertEquals(143, process.awaitExit(WAIT_MILLIS), process.output());
      assertAnsweredOrNotSent(ended(log), counts(client));
      Output.assertClean(process.stderr());
    }
  }

  /** By turns requests that are answered at once and such as are in flight at TERM. */
  private static ServerProcess load(String h2load, int port, Path log) throws IOException {
    String server = "http://127.0.0.1:" + port;
    return ServerProcess.of(
        h2load,
        "--clients=4",
        "--max-concurrent-streams=8",
        "--requests=" + REQUESTS,
        "--log-file=" + log,
        server + "/fast",
        server + "/slow?ms=100");
  }

  /** A request that had no stream yet when the first GOAWAY came is begun, and ends without one. */
  private static void assertAnsweredOrNotSent(List<Request> ended, Map<String, Integer> counts) {
    Map<Boolean, Map<String, Long>> statuses =
        ended.stream()
            .collect(
                Collectors.partitioningBy(
                    Request::wasSent,
                    Collectors.groupingBy(Request::status, Collectors.counting())));
    long answered = statuses.get(true).getOrDefault("200", 0L);
    long notSent = statuses.get(false).getOrDefault("-1", 0L);
    assertEquals(answered + notSent, ended.size(), statuses + "; sent and not answered; " + counts);
    assertEquals(
        Map.of(
            "total",
            REQUESTS,
            "started",
            ended.size(),
            "done",
            ended.size(),
            "succeeded",
            (int) answered,
            "failed",
            REQUESTS - (int) answered,
            "errored",
            REQUESTS - (int) answered,
            "timeout",
            0),
        counts);
  }

  /** One line a request, when it has ended; the last line may be in the writing. */
  private static List<Request> ended(Path log) {
    try {
      String text = Files.readString(log);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Request::parse).toList();
    } catch (IOException notYet) {
      return List.of();
    }
  }

  private static Map<String, Integer> counts(ServerProcess client) {
    String line =
        client.stdout().stream()
            .filter(each -> each.startsWith("requests: "))
            .findFirst()
            .orElseThrow(() -> new AssertionError(client.output()));
    return COUNT
        .matcher(line)
        .results()
        .collect(
            Collectors.toMap(
                count -> count.group(2),
                count -> Integer.parseInt(count.group(1)),
                Integer::sum,
                TreeMap::new));
  }

  /**
   * @param wasSent h2load notes the time at which it hands the request's first frame over
   * @param status -1 where there was none
   */
  private record Request(boolean wasSent, String status) {
    static Request parse(String line) {
      String[] cells = line.split("\t", -1);
      return new Request(!cells[0].equals("0"), cells[1]);
    }
  }
}
