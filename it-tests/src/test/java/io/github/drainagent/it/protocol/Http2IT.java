package io.github.drainagent.it.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.load.Http2Client;
import io.github.drainagent.it.process.Deadline;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that open streams without pause lose none that their server has taken. */
class Http2IT {
  private static final int CONNECTIONS = 4;
  private static final int STREAMS = 8;
  private static final int WARM = 1_000;
  private static final int DELAY_MILLIS = 2_000;
  private static final int MANY = Integer.getInteger("terms", 200);

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("io.github.drainagent.it.protocol.Speakers#ofHttp2")
  @Timeout(60)
  void noStreamThatTheServerTookIsLost(ServerSpec server, Jdk jdk) throws Exception {
    term(server, jdk);
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("io.github.drainagent.it.protocol.Speakers#ofHttp2")
  @Tag("torture")
  void noStreamIsLostAtManyTerms(ServerSpec server, Jdk jdk) throws Exception {
    int complete = 0;
    for (int i = 0; i < MANY; i++) {
      complete += term(server, jdk);
    }
    System.out.printf("%s on %s: %d TERMs, %d streams, lost none%n", server, jdk, MANY, complete);
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("io.github.drainagent.it.protocol.Speakers#ofHttp2")
  @Timeout(60)
  void duringTheDelayNoClientIsToldToGo(ServerSpec server, Jdk jdk) throws Exception {
    String delay = "delay=" + DELAY_MILLIS + "ms";
    try (ServerProcess process = Launch.server(jdk, server).withAgent(delay).start();
        Http2Client client = new Http2Client(process.awaitPort(), STREAMS)) {
      Thread thread = new Thread(client, "h2");
      thread.start();
      assertTrue(Deadline.await(20_000, () -> client.complete() > WARM), process.output());
      long term = System.nanoTime();
      process.term();
      assertTrue(Deadline.await(20_000, () -> client.goAways() > 0), process.output());
      long millis = (client.firstGoAwayNanos() - term) / 1_000_000;
      assertTrue(millis >= DELAY_MILLIS, "told to go after " + millis + " ms already");
      thread.join(30_000);
      assertEquals(143, process.awaitExit(30_000), process.output());
      assertEnded(client, process);
    }
  }

  private static int term(ServerSpec server, Jdk jdk) throws Exception {
    try (ServerProcess process = Launch.server(jdk, server).withAgent("").start()) {
      int port = process.awaitPort();
      List<Http2Client> clients = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        clients.add(new Http2Client(port, STREAMS));
        threads.add(new Thread(clients.get(i), "h2"));
        threads.get(i).start();
      }
      assertTrue(
          Deadline.await(
              20_000, () -> clients.stream().allMatch(client -> client.complete() > WARM)),
          process.output());
      process.term();
      for (Thread thread : threads) {
        thread.join(30_000);
      }
      assertEquals(143, process.awaitExit(30_000), process.output());
      for (Http2Client client : clients) {
        assertEnded(client, process);
        client.close();
      }
      return clients.stream().mapToInt(Http2Client::complete).sum();
    }
  }

  private static void assertEnded(Http2Client client, ServerProcess process) {
    assertEquals(0, client.lost(), client.end() + process.output());
    assertEquals("FIN", client.end(), process.output());
    assertTrue(client.goAways() >= 1, "no GOAWAY; " + process.output());
    Output.assertClean(process.stderr());
  }
}
