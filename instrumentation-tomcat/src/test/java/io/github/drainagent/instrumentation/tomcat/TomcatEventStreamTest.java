package io.github.drainagent.instrumentation.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A response of server-sent events is known by its head, once that is out. */
@ParameterizedClass
@ValueSource(strings = {"Nio", "Nio2"})
class TomcatEventStreamTest {

  private static final Woven woven = TomcatServer.WOVEN;

  private static final String HTTP_1_1 = "GET /events HTTP/1.1\r\nHost: h\r\n\r\n";

  @Parameter String protocol;

  private TomcatServer server;
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  @BeforeEach
  void fresh() {
    server = new TomcatServer(protocol);
    woven.reset();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    server.close();
    woven.nothingIsLeft();
  }

  private EventStream whileStreaming(String type, String request) throws Exception {
    server.on(
        "/events",
        (asked, response) -> {
          response.setContentType(type);
          arrived.countDown();
          go.await();
          response.getWriter().write("data: 1\n\n");
          response.flushBuffer();
          end.await();
        });
    try (Client client = new Client(server.port()).send(request)) {
      assertTrue(arrived.await(10, TimeUnit.SECONDS));
      Object exchange = woven.onlyExchange();
      assertEquals(EventStream.NO, woven.connector.eventStream(exchange), "no head yet");
      go.countDown();
      client.readTo("data: 1\n\n");
      // the client may see it before the thread that wrote it knows
      Woven.await(
          "known as " + type,
          () ->
              !type.startsWith("text/event")
                  || woven.connector.eventStream(exchange) != EventStream.NO);
      return woven.connector.eventStream(exchange);
    } finally {
      end.countDown();
      Woven.await("over", () -> woven.exchanges.isEmpty());
    }
  }

  @Test
  void aStreamOfEventsIsKnownByItsType() throws Exception {
    assertEquals(EventStream.CHUNKED, whileStreaming("text/event-stream;charset=UTF-8", HTTP_1_1));
  }

  @Test
  void withoutChunksItEndsWithItsConnection() throws Exception {
    assertEquals(
        EventStream.UNTIL_CLOSE,
        whileStreaming("text/event-stream", "GET /events HTTP/1.0\r\nHost: h\r\n\r\n"));
  }

  @Test
  void anyOtherStreamIsLeftAlone() throws Exception {
    assertEquals(EventStream.NO, whileStreaming("text/plain", HTTP_1_1));
  }

  /** A last chunk in the middle of a chunk would be taken for a part of it. */
  @Test
  void aChunkThatTheClientHasStillToTakeIsWaitedFor() throws Exception {
    server.on(
        "/events",
        (request, response) -> {
          response.setContentType("text/event-stream");
          response.flushBuffer();
          arrived.countDown();
          go.await();
          for (int i = 0; i < 1000; i++) {
            TomcatServer.out(response).write(new byte[16000]);
          }
          response.flushBuffer();
          end.await();
        });
    try (Client client = new Client(server.port()).send(HTTP_1_1)) {
      client.readTo("\r\n\r\n");
      assertTrue(arrived.await(10, TimeUnit.SECONDS));
      Object exchange = woven.onlyExchange();
      Woven.await("known", () -> woven.connector.eventStream(exchange) == EventStream.CHUNKED);
      go.countDown();
      Woven.await("stuck", () -> woven.connector.eventStream(exchange) == EventStream.NO);
      client.skip(16_000_000);
      Woven.await("taken", () -> woven.connector.eventStream(exchange) == EventStream.CHUNKED);
    } finally {
      go.countDown();
      end.countDown();
    }
  }
}
