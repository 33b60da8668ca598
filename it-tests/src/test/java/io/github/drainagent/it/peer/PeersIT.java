package io.github.drainagent.it.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.process.Deadline;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that others have written: across TERM each request is answered, or refused at once. */
@Timeout(90)
class PeersIT {
  private static final int EXIT_MILLIS = 20_000;

  /** The load is on. */
  private static final int WARM = 50;

  private static final int WARM_MILLIS = 20_000;
  private static final int THREADS = 8;

  @TempDir Path folder;

  /** Its pool sends a POST once. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"undertow-2.3", "tomcat-11.0"})
  void noPostOfTheJdksClientIsLost(String server) throws Exception {
    try (ServerProcess process = start(server)) {
      URI uri = URI.create("http://127.0.0.1:" + process.awaitPort() + "/slow?ms=5");
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      HttpRequest request =
          HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString("body")).build();
      AtomicInteger answered = new AtomicInteger();
      Queue<String> failed = new ConcurrentLinkedQueue<>();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Thread thread = new Thread(() -> post(client, request, answered, failed), "posts");
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
      }
      assertTrue(Deadline.await(WARM_MILLIS, () -> answered.get() >= WARM), failed::toString);
      end(process);
      for (Thread thread : threads) {
        thread.join(WARM_MILLIS);
      }
      assertEquals(List.of(), List.copyOf(failed), answered + " answered");
    }
  }

  /** Until it is refused. */
  private static void post(
      HttpClient client, HttpRequest request, AtomicInteger answered, Queue<String> failed) {
    try {
      while (true) {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 200 && response.body().equals("done\n")) {
          answered.incrementAndGet();
        } else {
          failed.add(response + " " + response.body());
        }
      }
    } catch (ConnectException refused) {
      // as it should end
    } catch (IOException e) {
      failed.add(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"jetty-12.0", "netty-4.1"})
  void everyTransferOfCurlIsWholeOrRefused(String server) throws Exception {
    Path curl = Program.orSkip("curl");
    Path transfers = folder.resolve("transfers.txt");
    try (ServerProcess process = start(server)) {
      String url = "http://127.0.0.1:" + process.awaitPort() + "/slow?ms=5&n=[1-2000]";
      Process client =
          new ProcessBuilder(
                  curl.toString(),
                  "--silent",
                  "--data",
                  "body",
                  "--output",
                  folder.resolve("answer.txt").toString(),
                  "--write-out",
                  "%{http_code} %{exitcode}\\n",
                  url)
              .redirectOutput(transfers.toFile())
              .start();
      try {
        assertTrue(Deadline.await(WARM_MILLIS, () -> lines(transfers).size() >= WARM));
        end(process);
        assertTrue(client.waitFor(WARM_MILLIS, TimeUnit.MILLISECONDS), "curl goes on");
      } finally {
        client.destroyForcibly();
      }
      List<String> seen = lines(transfers);
      assertEquals(List.of("200 0", "000 7"), seen.stream().distinct().toList());
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of(e.toString());
    }
  }

  private static void end(ServerProcess process) throws InterruptedException {
    process.term();
    assertEquals(143, process.awaitExit(EXIT_MILLIS));
    Output.assertClean(process.stderr());
  }

  private static ServerProcess start(String server) throws Exception {
    return Launch.server(Jdks.running(), ServerSpec.named(server)).withAgent("").start();
  }
}
