package io.github.drainagent.instrumentation.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.drainagent.engine.spi.EventStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A stream of events in HTTP/2 gets an end while its application goes on writing, and nothing of it
 * follows that end: it would be an error of the whole connection (RFC 9113, 5.1).
 */
public abstract class Http2EventStreamContract extends Http2StreamsLeftAlone {

  /** RFC 9113, 6.9.2. */
  private static final int WINDOW = 65_535;

  /** Whether a stream is ended whose request is still on its way. */
  protected boolean endsBeforeTheRequest() {
    return true;
  }

  @Test
  void aStreamOfEventsEndsWhileItsHandlerSleeps() throws Exception {
    try (Http2Client client = http2()) {
      listening(client);
      Object exchange = woven.onlyExchange();
      assertEquals(EventStream.END_STREAM, woven.connector.eventStream(exchange));
      end(inFlight());
      assertEquals("", client.answer(1));
      isRefused();
      Http2Streams.nothingOfStreamOneFollows(client);
    }
  }

  @Test
  void aStreamWithoutAnEventEndsBehindItsHead() throws Exception {
    try (Http2Client client = http2()) {
      client.get(1, "/silent");
      assertFalse(client.next(Http2Client.HEADERS).endsStream());
      announced();
      end(inFlight());
      assertEquals("", client.answer(1));
      isRefused();
      Http2Streams.nothingOfStreamOneFollows(client);
    }
  }

  @Test
  void anApplicationThatFailsBecauseOfTheEndResetsNothing() throws Exception {
    try (Http2Client client = http2()) {
      client.get(1, "/fails");
      client.next(Http2Client.DATA);
      announced();
      end(inFlight());
      assertEquals("", client.answer(1));
      isRefused();
      complaints.awaitAndForget();
      for (int i = 0; i < 50; i++) { // looks often, since there is no event to wait for
        Http2Streams.nothingOfStreamOneFollows(client, 101 + 2 * i);
      }
    }
  }

  @Test
  void applicationsThatWriteAllTheTimeAreEndedBetweenTwoEvents() throws Exception {
    try (Http2Client client = http2()) {
      client.get(101, "/parked");
      for (int i = 0; i < STREAMS; i++) {
        client.get(103 + 2 * i, "/flood");
        client.allow(103 + 2 * i, 1 << 26); // at once: many small ones are taken for an attack
      }
      assertTrue(flowing.await(10, TimeUnit.SECONDS));
      somebodyIsParked();
      announced();
      List<Object> floods = inFlight();
      floods.removeIf(e -> woven.connector.eventStream(e) == EventStream.NO);
      assertEquals(STREAMS, floods.size());
      CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> end(floods));
      Map<Integer, String> bodies = Http2Streams.bodies(client, STREAMS);
      asking.get(10, TimeUnit.SECONDS);
      bodies.forEach((stream, body) -> assertEquals("", body.replace(EVENT, ""), "of " + stream));
      for (int i = 0; i < STREAMS; i++) {
        isRefused();
      }
      assertEquals("fine", Http2Streams.bodies(client, 1).get(101));
    }
  }

  @Test
  void whatTheClientHasNotTakenYetComesBeforeTheEnd() throws Exception {
    try (Http2Client client = http2()) {
      client.get(1, "/flood");
      StringBuilder taken = new StringBuilder();
      while (taken.length() + EVENT.length() <= WINDOW) { // some send half an event, some none
        taken.append(new String(client.next(Http2Client.DATA).payload, ISO_8859_1));
      }
      announced();
      CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> end(inFlight()));
      taken.append(Http2Streams.beforeAPong(client)).append(Http2Streams.beforeAPong(client));
      assertFalse(asking.isDone(), "an event is on its way");
      client.allow(1, 1 << 26);
      String all = taken + Http2Streams.bodies(client, 1).get(1);
      asking.get(10, TimeUnit.SECONDS);
      assertEquals("", all.replace(EVENT, ""));
      isRefused();
    }
  }

  @Test
  void aStreamIsNotEndedTwice() throws Exception {
    try (Http2Client client = http2()) {
      listening(client);
      Object exchange = woven.onlyExchange();
      end(inFlight());
      woven.connector.endStream(exchange);
      woven.connector.endStream(exchange);
      assertEquals("", client.answer(1));
      Http2Streams.nothingOfStreamOneFollows(client);
      isRefused();
      assertEquals("", Http2Streams.beforeAPong(client));
    }
  }

  /** RFC 9113, 8.1. */
  @Test
  void aClientThatIsStillSendingItsRequestGetsTheEnd() throws Exception {
    assumeTrue(endsBeforeTheRequest());
    try (Http2Client client = http2()) {
      client.begin(1, "/events");
      client.next(Http2Client.DATA);
      announced();
      end(inFlight());
      assertEquals("", client.answer(1));
      client.send(Http2Client.DATA, 1, 1, new byte[10]);
      client.roundTrip();
      isRefused();
    }
  }

  @Test
  void aClientThatIsStillSendingItsRequestMayGoOn() throws Exception {
    assumeFalse(endsBeforeTheRequest());
    try (Http2Client client = http2()) {
      client.begin(1, "/events");
      client.next(Http2Client.DATA);
      announced();
      for (int i = 0; i < 5; i++) {
        woven.connector.endStream(woven.onlyExchange());
        assertEquals("", Http2Streams.beforeAPong(client));
      }
      client.send(Http2Client.DATA, 1, 1, new byte[10]);
      end(inFlight());
      assertEquals("", client.answer(1));
      isRefused();
    }
  }

  @Test
  void theConnectionHasNothingOpenBehindTheEnd() throws Exception {
    try (Http2Client client = http2()) {
      Object connection = listening(client);
      client.pong(client.next(Http2Client.PING));
      end(inFlight());
      Woven.await("free", () -> woven.isFree(connection));
      isRefused();
    }
  }
}
