package io.github.drainagent.it.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** WebSockets are told to go, each of them. */
@Timeout(120)
class WebSocketIT {
  private static final int CLIENTS = 1_000;

  /**
   * Handshakes at a time: a listener's queue is short, and a test of a thousand SYNs is another.
   */
  private static final int AT_ONCE = 50;

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("io.github.drainagent.it.protocol.Speakers#rows")
  void eachOfAThousandClientsSees1001(ServerSpec server, Jdk jdk) throws Exception {
    try (ServerProcess process = Launch.server(jdk, server).withAgent("").start()) {
      List<CompletableFuture<Integer>> closes = connect(process.awaitPort());
      process.term();
      Map<Integer, Integer> codes = new TreeMap<>();
      for (CompletableFuture<Integer> close : closes) {
        codes.merge(close.get(60, TimeUnit.SECONDS), 1, Integer::sum);
      }
      assertEquals(143, process.awaitExit(30_000), process.output());
      assertEquals(Map.of(1001, CLIENTS), codes, process.output());
      Output.assertClean(process.stderr());
    }
  }

  private static List<CompletableFuture<Integer>> connect(int port) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    URI uri = URI.create("ws://127.0.0.1:" + port + "/ws");
    List<CompletableFuture<Integer>> closes = new ArrayList<>();
    while (closes.size() < CLIENTS) {
      List<CompletableFuture<WebSocket>> opening = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        closes.add(closed);
        opening.add(client.newWebSocketBuilder().buildAsync(uri, new Listener(closed)));
      }
      for (CompletableFuture<WebSocket> socket : opening) {
        socket.get(30, TimeUnit.SECONDS);
      }
    }
    return closes;
  }

  /** Completes with the code of the close frame, or -1 where there was none. */
  private record Listener(CompletableFuture<Integer> closed) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null; // answered by the client itself
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.complete(-1);
    }
  }
}
