package io.github.drainagent.it.protocol;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;

/**
 * Asks with the JDK's client until it is refused, and prints how often what came of it. A program
 * of its own: which JDK's client it is makes the difference.
 */
public final class JdkHttp2Client {
  /** The load is on. */
  static final String WARM = "WARM";

  /** Each thread ends with a refusal: those that ask side by side, and the one that comes later. */
  static final int THREADS = 9;

  private static final int ENOUGH = 200;

  private final CountDownLatch warm = new CountDownLatch(ENOUGH);
  private final Map<String, Integer> results = new ConcurrentSkipListMap<>();
  private final URI server;

  private JdkHttp2Client(URI server) {
    this.server = server;
  }

  public static void main(String[] args) throws Exception {
    JdkHttp2Client client = new JdkHttp2Client(URI.create("http://127.0.0.1:" + args[0]));
    client.run();
    client.results.forEach((result, number) -> System.out.println(number + " x " + result));
  }

  private void run() throws Exception {
    HttpClient idle = connected();
    HttpClient busy = connected();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS - 1; i++) {
      // one of them takes long at any time
      String path = i == 0 ? "/slow?ms=500" : "/slow?ms=5";
      threads.add(new Thread(() -> askUntilRefused(busy, path), "asks"));
      threads.get(i).start();
    }
    warm.await();
    System.out.println(WARM);
    for (Thread thread : threads) {
      thread.join();
    }
    askUntilRefused(idle, "/fast");
  }

  /** A first request asks for the upgrade; the others are streams of its connection. */
  private HttpClient connected() throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    count(ask(client, "/fast"));
    return client;
  }

  private void askUntilRefused(HttpClient client, String path) {
    try {
      while (true) {
        count(ask(client, path));
        warm.countDown();
      }
    } catch (ConnectException refused) {
      count("refused");
    } catch (Exception e) {
      count(e.toString());
    }
  }

  private String ask(HttpClient client, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    return response.version() + " " + response.statusCode() + " " + response.body().trim();
  }

  private void count(String result) {
    results.merge(result, 1, Integer::sum);
  }
}
