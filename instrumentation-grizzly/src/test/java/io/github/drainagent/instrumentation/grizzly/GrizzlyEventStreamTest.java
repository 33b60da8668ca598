package io.github.drainagent.instrumentation.grizzly;

import static io.github.drainagent.instrumentation.testing.Woven.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A response of server-sent events is known by its head, once that is out. */
class GrizzlyEventStreamTest {

  private static final Woven woven = GrizzlyServer.WOVEN;

  private final HttpServer server = new HttpServer();
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile String type = "";

  @BeforeEach
  void start() throws IOException {
    woven.reset();
    server.addListener(new NetworkListener("http", "127.0.0.1", 0));
    server
        .getServerConfiguration()
        .addHttpHandler(
            new HttpHandler() {
              @Override
              public void service(Request request, Response response) throws Exception {
                stream(response);
              }
            },
            "/");
    server.start();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    server.shutdownNow();
    woven.nothingIsLeft();
  }

  private void stream(Response response) throws IOException, InterruptedException {
    go.await(10, TimeUnit.SECONDS);
    response.setContentType(type);
    response.getWriter().write("data: 1\n\n");
    response.flush();
    end.await(10, TimeUnit.SECONDS);
  }

  private EventStream whileStreaming(String of, String version) throws Exception {
    type = of;
    try (Client client = new Client(server.getListener("http").getPort())) {
      client.send("GET /events HTTP/" + version + "\r\nHost: h\r\n\r\n");
      Object exchange = woven.onlyExchange();
      assertEquals(EventStream.NO, woven.connector.eventStream(exchange), "no head yet");
      go.countDown();
      client.readTo("data: 1\n\n");
      // the client may see it before the thread that wrote it knows
      await(
          "known as " + of,
          () ->
              !of.startsWith("text/event")
                  || woven.connector.eventStream(exchange) != EventStream.NO);
      EventStream answer = woven.connector.eventStream(exchange);
      end.countDown();
      await("ended", () -> woven.exchanges.isEmpty());
      return answer;
    }
  }

  @Test
  void aStreamOfEventsIsKnownByItsType() throws Exception {
    assertEquals(EventStream.CHUNKED, whileStreaming("text/event-stream;charset=utf-8", "1.1"));
  }

  @Test
  void withoutChunksItEndsWithItsConnection() throws Exception {
    assertEquals(EventStream.UNTIL_CLOSE, whileStreaming("text/event-stream", "1.0"));
  }

  @Test
  void anyOtherStreamIsLeftAlone() throws Exception {
    assertEquals(EventStream.NO, whileStreaming("text/plain", "1.1"));
  }
}
