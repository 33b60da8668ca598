package io.github.drainagent.instrumentation.httpserver;

import static io.github.drainagent.instrumentation.testing.Woven.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A response of server-sent events is known by its head, once that is out. */
class EventStreamTest {

  private static final Woven woven = JdkServer.WOVEN;

  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    woven.reset();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(pool);
    server.start();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    server.stop(0);
    pool.shutdownNow();
    woven.nothingIsLeft();
  }

  private EventStream whileStreaming(String type, String version) throws Exception {
    server.createContext(
        "/events",
        exchange -> {
          waitFor(go);
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("data: 1\n\n".getBytes(StandardCharsets.US_ASCII));
          exchange.getResponseBody().flush();
          waitFor(end);
          exchange.close();
        });
    try (Client client = new Client(server.getAddress().getPort())) {
      client.send("GET /events HTTP/" + version + "\r\nHost: h\r\n\r\n");
      Object exchange = woven.onlyExchange();
      assertEquals(EventStream.NO, woven.connector.eventStream(exchange), "no head yet");
      go.countDown();
      client.readTo("data: 1\n\n");
      EventStream answer = woven.connector.eventStream(exchange);
      end.countDown();
      client.readAll();
      await("ended", () -> woven.exchanges.isEmpty());
      return answer;
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aStreamOfEventsIsKnownByItsType() throws Exception {
    DrainDispatcher.closing = true;
    assertEquals(EventStream.CHUNKED, whileStreaming("text/event-stream;charset=utf-8", "1.1"));
  }

  @Test
  void withoutChunksItEndsWithItsConnection() throws Exception {
    assertEquals(EventStream.UNTIL_CLOSE, whileStreaming("text/event-stream", "1.0"));
  }

  @Test
  void anyOtherStreamIsLeftAlone() throws Exception {
    DrainDispatcher.closing = true;
    assertEquals(EventStream.NO, whileStreaming("text/plain", "1.1"));
  }
}
