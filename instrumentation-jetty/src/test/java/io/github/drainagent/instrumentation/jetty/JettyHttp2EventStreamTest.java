package io.github.drainagent.instrumentation.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.EventStream;
import io.github.drainagent.engine.spi.Protocol;
import io.github.drainagent.instrumentation.testing.Http2Client;
import io.github.drainagent.instrumentation.testing.Woven;
import java.io.IOException;
import java.nio.channels.WritePendingException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

/** A stream of events in HTTP/2 is ended by Jetty itself. */
@Tag("every-version")
@DisabledIf("io.github.drainagent.instrumentation.jetty.JettyGoAwayTest#hasNoGracefulGoAway")
class JettyHttp2EventStreamTest extends JettyTest {

  private static final String EVENT = "data: 1\n\n";

  /** RFC 9113, 6.9.2. */
  private static final int WINDOW = 65_535;

  private JettyCall events(Http2Client client, String type) throws Exception {
    return events(client, call -> call.header("Content-Type", type));
  }

  private JettyCall events(Http2Client client, JettyServer.Answer head) throws Exception {
    server.on(
        "/events",
        call -> {
          call.detach();
          head.to(call);
          call.write(EVENT);
          parked(call);
        });
    client.get(1, "/events");
    JettyCall call = parked();
    DrainDispatcher.closing = true;
    return call;
  }

  /** As the drain does, until it is over. */
  private void end(Object exchange) {
    Woven.await(
        "over",
        () -> {
          woven.connector.endStream(exchange);
          return woven.exchanges.isEmpty();
        });
  }

  @Test
  void aStreamOfEventsEndsWhileItsHandlerSleeps() throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      JettyCall call = events(client, "Text/Event-Stream;charset=UTF-8");
      Object exchange = woven.onlyExchange();
      assertEquals(EventStream.END_STREAM, woven.connector.eventStream(exchange));
      end(exchange);
      assertEquals(EVENT, client.answer(1));
      assertThrows(IOException.class, () -> call.write("data: 2\n\n"));
      call.complete();
      nothingOfStreamOneFollows(client);
    }
  }

  private void nothingOfStreamOneFollows(Http2Client client) throws Exception {
    server.on("/ok", call -> call.end("fine"));
    client.get(3, "/ok");
    for (Http2Client.Frame frame = client.next(); frame != null; frame = client.next()) {
      assertTrue(frame.stream != 1, "behind the end of its stream: " + frame);
      if (frame.stream == 3 && frame.endsStream()) {
        return;
      }
    }
    throw new AssertionError("the connection ended");
  }

  /** Whose event is on its way has it sent whole. */
  @Test
  void anApplicationThatWritesAllTheTimeIsEndedBetweenTwoEvents() throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      JettyCall call = events(client, "text/event-stream");
      client.allow(1, 1 << 30); // at once: many small ones are taken for an attack
      CompletableFuture<Void> refused = CompletableFuture.runAsync(() -> assertRefused(call));
      CompletableFuture<String> body = CompletableFuture.supplyAsync(() -> body(client));
      end(woven.onlyExchange());
      String all = body.get(10, TimeUnit.SECONDS);
      assertEquals("", all.replace(EVENT, ""));
      refused.get(10, TimeUnit.SECONDS);
      call.complete();
      nothingOfStreamOneFollows(client);
    }
  }

  /** In the moment in which the end is on its way, it is a second write at once. */
  private static void assertRefused(JettyCall call) {
    try {
      while (true) {
        call.write(EVENT);
      }
    } catch (IOException | WritePendingException refused) {
      // as it should be
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String body(Http2Client client) {
    StringBuilder all = new StringBuilder();
    try {
      for (Http2Client.Frame frame = client.next(); frame != null; frame = client.next()) {
        if (frame.type == Http2Client.DATA) {
          all.append(new String(frame.payload, "ISO-8859-1"));
        }
        if (frame.endsStream()) {
          return all.toString();
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("no end of the stream");
  }

  @Test
  void whatTheClientHasNotTakenYetComesBeforeTheEnd() throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      JettyCall call = events(client, "text/event-stream");
      String large = new String(new char[WINDOW]).replace('\0', 'x');
      CompletableFuture<Void> written =
          CompletableFuture.runAsync(() -> assertWritten(call, large));
      Object exchange = woven.onlyExchange();
      List<Http2Client.Frame> early = new ArrayList<>();
      for (int taken = 0; taken < WINDOW; ) {
        Http2Client.Frame frame = client.next(Http2Client.DATA);
        early.add(frame);
        taken += frame.payload.length;
      }
      woven.connector.endStream(exchange);
      woven.connector.endStream(exchange);
      client.roundTrip();
      client.allow(1, WINDOW);
      written.get(10, TimeUnit.SECONDS);
      end(exchange);
      assertEquals(new String(new char[EVENT.length()]).replace('\0', 'x'), client.answer(1));
      call.complete();
    }
  }

  private static void assertWritten(JettyCall call, String text) {
    try {
      call.write(text);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anyOtherResponseIsLeftAlone() throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      JettyCall call = events(client, "application/grpc");
      assertEquals(EventStream.NO, woven.connector.eventStream(woven.onlyExchange()));
      call.complete();
      assertEquals(EVENT, client.answer(1));
    }
  }

  /** RFC 9113, 8.1.1. */
  @Test
  void aStreamThatSaidHowLongItIsIsLeftAlone() throws Exception {
    isLeftAloneWith("Content-Length", String.valueOf(2 * EVENT.length()));
  }

  @Test
  void aStreamWhoseEncoderHasTheLastWordIsLeftAlone() throws Exception {
    isLeftAloneWith("Content-Encoding", "br");
  }

  private void isLeftAloneWith(String header, String value) throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      JettyCall call =
          events(
              client,
              head -> {
                head.header("Content-Type", "text/event-stream");
                head.header(header, value);
              });
      assertEquals(EventStream.NO, woven.connector.eventStream(woven.onlyExchange()));
      call.end(EVENT);
      call.complete();
      assertEquals(EVENT + EVENT, client.answer(1));
    }
  }

  @Test
  void theConnectionHasNothingOpenBehindTheEnd() throws Exception {
    try (Http2Client client = new Http2Client(server.port)) {
      JettyCall call = events(client, "text/event-stream");
      Object connection = woven.onlyConnectionOf(Protocol.HTTP_2);
      woven.connector.announceEnd(connection);
      client.pong(client.next(Http2Client.PING));
      end(woven.onlyExchange());
      Woven.await("idle", () -> woven.connector.idle(connection));
      call.complete();
    }
  }
}
