package io.github.drainagent.it.protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Listens to streams of events with the JDK's client over HTTP/2, and prints how each ended. A
 * program of its own: which JDK's client it is makes the difference.
 */
public final class JdkEventStreams {
  /** Each has its first event. */
  static final String LISTENING = "LISTENING";

  /** All but one are on one connection; that one began as a request of HTTP/1.1. */
  static final int STREAMS = 12;

  private final ConcurrentLinkedQueue<String> ends = new ConcurrentLinkedQueue<>();
  private final List<Thread> listeners = new ArrayList<>();
  private final URI server;
  private final String path;

  private JdkEventStreams(URI server, String path) {
    this.server = server;
    this.path = path;
  }

  /**
   * @param args the server's port, and where it has events
   */
  public static void main(String[] args) throws Exception {
    JdkEventStreams client =
        new JdkEventStreams(URI.create("http://127.0.0.1:" + args[0]), args[1]);
    HttpClient upgrading = client();
    client.listen(upgrading);
    HttpClient upgraded = client();
    upgraded.send(client.request("/fast"), HttpResponse.BodyHandlers.ofString());
    for (int i = 1; i < STREAMS; i++) {
      client.listen(upgraded);
    }
    System.out.println(LISTENING);
    for (Thread listener : client.listeners) {
      listener.join();
    }
    client.ends.forEach(System.out::println);
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).build();
  }

  private void listen(HttpClient client) throws Exception {
    HttpResponse<InputStream> response =
        client.send(request(path), HttpResponse.BodyHandlers.ofInputStream());
    BufferedReader events =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.US_ASCII));
    String first = events.readLine();
    Thread listener =
        new Thread(() -> ends.add(response.version() + " " + end(first, events)), "listens");
    listeners.add(listener);
    listener.start();
  }

  private static String end(String first, BufferedReader events) {
    try {
      for (String line = first; line != null; line = events.readLine()) {
        if (!line.isEmpty() && !line.replace(" ", "").equals("data:tick")) {
          return line;
        }
      }
      return "whole";
    } catch (IOException e) {
      return e + " because of " + e.getCause();
    }
  }
}
