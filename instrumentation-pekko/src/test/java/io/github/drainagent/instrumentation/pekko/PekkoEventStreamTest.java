package io.github.drainagent.instrumentation.pekko;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.instrumentation.testing.Client;
import io.github.drainagent.instrumentation.testing.Woven;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A response of server-sent events is known by its type, once what there is of it is out. */
class PekkoEventStreamTest {

  private static final Woven woven = PekkoServer.WOVEN;

  private static final ContentType EVENTS = MediaTypes.TEXT_EVENT_STREAM.toContentType();

  private final PekkoServer server = new PekkoServer(call -> call.end("fine"));
  private final CompletableFuture<HttpResponse> response = new CompletableFuture<>();
  private final CompletableFuture<ByteString> end = new CompletableFuture<>();

  @BeforeEach
  void fresh() {
    woven.reset();
    server.on("/events", request -> response);
  }

  @AfterEach
  void nothingIsLeftBehind() {
    woven.nothingIsLeft();
    server.close();
  }

  private EventStream whileStreaming(ContentType type, String version) throws Exception {
    try (Client client = server.client()) {
      client.send("GET /events HTTP/" + version + "\r\nHost: h\r\n\r\n");
      Object exchange = woven.onlyExchange();
      assertEquals(EventStream.NO, woven.connector.eventStream(exchange), "no head yet");
      Source<ByteString, ?> events =
          Source.single(ByteString.fromString("data: tick\n\n"))
              .concat(Source.completionStage(end));
      response.complete(HttpResponse.create().withEntity(HttpEntities.createChunked(type, events)));
      client.readTo("tick\n\n");
      EventStream kind = soon(exchange, type == EVENTS ? 10_000 : 300);
      end.complete(ByteString.fromString("data: last\n\n"));
      client.readTo("last\n\n");
      Woven.await("over", () -> woven.exchanges.isEmpty());
      assertEquals(EventStream.NO, woven.connector.eventStream(exchange), "over");
      return kind;
    }
  }

  /** The client may see an event before the stage at the socket is told that it is out. */
  private static EventStream soon(Object exchange, int millis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    EventStream kind = woven.connector.eventStream(exchange);
    while (kind == EventStream.NO && System.nanoTime() - deadline < 0) {
      Thread.yield();
      kind = woven.connector.eventStream(exchange);
    }
    return kind;
  }

  @Test
  void aStreamOfEventsIsKnownByItsType() throws Exception {
    assertEquals(EventStream.CHUNKED, whileStreaming(EVENTS, "1.1"));
  }

  @Test
  void withoutChunksItEndsWithItsConnection() throws Exception {
    assertEquals(EventStream.UNTIL_CLOSE, whileStreaming(EVENTS, "1.0"));
  }

  @Test
  void anyOtherStreamIsLeftAlone() throws Exception {
    assertEquals(EventStream.NO, whileStreaming(ContentTypes.TEXT_PLAIN_UTF8, "1.1"));
  }
}
