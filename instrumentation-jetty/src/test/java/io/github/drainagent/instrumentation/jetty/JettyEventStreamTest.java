package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.instrumentation.testing.Client;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Only a response that is a stream of events, and has begun, is one to be ended. */
@Tag("every-version")
class JettyEventStreamTest extends JettyTest {

  @Test
  void aStreamOfEventsIsWithinAChunkOnceAnEventIsOut() throws Exception {
    assertEquals(
        EventStream.WITHIN_CHUNK, afterAnEvent("HTTP/1.1", "text/event-stream;charset=utf-8"));
  }

  @Test
  void toAClientWithoutChunksItEndsWithItsConnection() throws Exception {
    assertEquals(EventStream.UNTIL_CLOSE, afterAnEvent("HTTP/1.0", "text/event-stream"));
  }

  @Test
  void anyOtherStreamIsLeftAlone() throws Exception {
    assertEquals(EventStream.NO, afterAnEvent("HTTP/1.1", "text/plain"));
  }

  /** What stands before our last chunk would else be read as data. */
  @Test
  void aChunkHasItsEndOnlyWhenTheNextBegins() throws Exception {
    server.on("/events", JettyEventStreamTest::twoEvents);
    try (Client client = new Client(server.port)) {
      String body = client.get("/events").readTo("\r\n0\r\n\r\n");
      assertEquals(
          "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n", body.substring(body.indexOf("\r\n\r\n") + 4));
    }
  }

  private static void twoEvents(JettyCall call) throws Exception {
    call.header("Content-Type", "text/event-stream");
    call.write("one");
    call.write("two");
  }

  private EventStream afterAnEvent(String version, String type) throws Exception {
    server.on(
        "/events",
        call -> {
          assertEquals(EventStream.NO, woven.connector.eventStream(woven.onlyExchange()));
          call.detach();
          call.header("Content-Type", type);
          call.write("one");
          parked(call);
        });
    try (Client client = new Client(server.port)) {
      client.send("GET /events " + version + "\r\nHost: h\r\n\r\n").readTo("one");
      JettyCall call = parked();
      EventStream answer = woven.connector.eventStream(woven.onlyExchange());
      call.complete();
      onlyExchangeIsOver();
      return answer;
    }
  }
}
