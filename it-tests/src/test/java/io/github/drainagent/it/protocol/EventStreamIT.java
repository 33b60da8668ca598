package io.github.drainagent.it.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses that have no end get one that their clients take for one. */
@Timeout(60)
class EventStreamIT {
  private static final int CLIENTS = 20;

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("io.github.drainagent.it.protocol.Speakers#rows")
  void eventStreamsEndWholeAfterTheirTime(ServerSpec server, Jdk jdk) throws Exception {
    try (ServerProcess process = Launch.server(jdk, server).withAgent("stream=1s").start()) {
      List<CompletableFuture<String>> ends = connect(process.awaitPort());
      process.term();
      for (CompletableFuture<String> end : ends) {
        assertEquals("whole", end.get(20, TimeUnit.SECONDS), process.output());
      }
      assertEquals(143, process.awaitExit(20_000), process.output());
      String last = Output.oursNaming(process.stderr(), "; exchanges: ").get(0);
      assertTrue(last.contains("(event streams ended: " + CLIENTS + ")"), process.output());
      Output.assertClean(process.stderr());
    }
  }

  /** Returns when each client has got its first event. */
  private static List<CompletableFuture<String>> connect(int port) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    URI uri = URI.create("http://127.0.0.1:" + port + "/events");
    List<CompletableFuture<String>> ends = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      HttpResponse<java.io.InputStream> response =
          client.send(
              HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
      BufferedReader events =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.US_ASCII));
      assertEquals("data:tick", events.readLine().replace(" ", ""));
      ends.add(CompletableFuture.supplyAsync(() -> readAll(events), EventStreamIT::inThread));
    }
    return ends;
  }

  /** The JDK's client calls a response that lacks its last chunk an error. */
  private static String readAll(BufferedReader events) {
    try {
      for (String line = events.readLine(); line != null; line = events.readLine()) {
        if (!line.isEmpty() && !line.replace(" ", "").equals("data:tick")) {
          return line;
        }
      }
      return "whole";
    } catch (IOException | UncheckedIOException e) {
      return e.toString();
    }
  }

  private static void inThread(Runnable task) {
    Thread thread = new Thread(task, "events");
    thread.setDaemon(true);
    thread.start();
  }
}
