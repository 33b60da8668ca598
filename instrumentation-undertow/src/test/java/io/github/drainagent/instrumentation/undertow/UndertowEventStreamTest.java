package io.github.drainagent.instrumentation.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only a response that is a stream of events, and has begun, is one to be ended. */
class UndertowEventStreamTest {

  private static final Woven woven = UndertowServer.WOVEN;

  private UndertowServer server;
  private final CountDownLatch done = new CountDownLatch(1);
  private final BlockingQueue<EventStream> answers = new LinkedBlockingQueue<>();

  @BeforeEach
  void fresh() {
    server = new UndertowServer();
    woven.reset();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    server.close();
    woven.nothingIsLeft();
  }

  @Test
  void aStreamOfEventsEndsWithALastChunk() throws Exception {
    assertEquals(
        EventStream.CHUNKED,
        afterAnEvent("HTTP/1.1", "text/event-stream;charset=utf-8", "3\r\none\r\n"));
  }

  @Test
  void toAClientWithoutChunksItEndsWithItsConnection() throws Exception {
    assertEquals(EventStream.UNTIL_CLOSE, afterAnEvent("HTTP/1.0", "text/event-stream", "one"));
  }

  @Test
  void anyOtherStreamIsLeftAlone() throws Exception {
    assertEquals(EventStream.NO, afterAnEvent("HTTP/1.1", "text/plain", "3\r\none\r\n"));
  }

  /**
   * @param bytes what its client has then got
   */
  private EventStream afterAnEvent(String version, String type, String bytes) throws Exception {
    server.on(
        "/events",
        exchange -> {
          answers.add(woven.connector.eventStream(exchange));
          exchange.dispatch((HttpHandler) inWorker -> sendAnEvent(inWorker, type));
        });
    try (Client client = new Client(server.port())) {
      client.send("GET /events " + version + "\r\nHost: h\r\n\r\n").readTo(bytes);
      assertEquals(EventStream.NO, answers.poll(10, TimeUnit.SECONDS), "no head yet");
      EventStream answer = woven.connector.eventStream(woven.onlyExchange());
      done.countDown();
      Woven.await("over", () -> woven.exchanges.isEmpty());
      return answer;
    }
  }

  private void sendAnEvent(HttpServerExchange exchange, String type) {
    try {
      exchange.startBlocking();
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
      exchange.getOutputStream().write("one".getBytes("ISO-8859-1"));
      exchange.getOutputStream().flush();
      assertTrue(done.await(10, TimeUnit.SECONDS));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
