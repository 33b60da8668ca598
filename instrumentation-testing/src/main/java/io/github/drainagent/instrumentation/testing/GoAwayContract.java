package io.github.drainagent.instrumentation.testing;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * A client of HTTP/2 is told twice, and no stream that it has opened until then is lost (RFC 9113,
 * 6.8).
 */
public abstract class GoAwayContract extends Http2Contract {

  /** The drain looks every few milliseconds, and goes on with what it began. */
  protected final void look(Object connection) {
    woven.connector.idle(connection);
  }

  /** That of the next GOAWAY; each PING before it is answered. */
  protected static int lastStream(Http2Client client) throws IOException {
    for (Http2Client.Frame frame = client.next(); frame != null; frame = client.next()) {
      if (frame.type == Http2Client.GOAWAY) {
        return frame.lastStream();
      }
      client.pong(frame);
    }
    throw new AssertionError("no GOAWAY");
  }

  @Test
  void whatIsOnItsWayWhenTheFirstGoAwayLeavesIsServedAndThenTheLastStreamIsNamed()
      throws Exception {
    try (Http2Client client = http2()) {
      client.get(1, "/parked");
      somebodyIsParked();
      Object connection = announced();
      assertEquals(connection, woven.exchanges.get(woven.onlyExchange()));
      assertEquals(Integer.MAX_VALUE, lastStream(client));
      Http2Client.Frame ping = client.next(Http2Client.PING);
      client.get(3, "/ok");
      assertEquals("fine", client.answer(3));
      client.pong(ping);
      assertEquals(3, lastStream(client));
      assertFalse(woven.isFree(connection));
      go.countDown();
      assertEquals("fine", client.answer(1));
      woven.idle("after its last stream");
      Woven.await("over", () -> woven.exchanges.isEmpty());
    }
  }

  @Test
  void aConnectionWithoutStreamsIsIdleOnlyOnceItsClientKnows() throws Exception {
    try (Http2Client client = http2()) {
      client.get(1, "/ok");
      assertEquals("fine", client.answer(1));
      Object connection = announced();
      assertEquals(Integer.MAX_VALUE, lastStream(client));
      Http2Client.Frame ping = client.next(Http2Client.PING);
      assertFalse(woven.connector.idle(connection));
      client.pong(ping);
      assertEquals(1, lastStream(client));
      woven.idle("once its client knows");
    }
  }

  @Test
  void aClientThatAnswersNoPingIsToldTheLastStreamAllTheSame() throws Exception {
    try (Http2Client client = http2()) {
      client.get(1, "/ok");
      assertEquals("fine", client.answer(1));
      announced();
      assertEquals(Integer.MAX_VALUE, client.next(Http2Client.GOAWAY).lastStream());
      woven.idle("after the time for a round trip");
      assertEquals(1, client.next(Http2Client.GOAWAY).lastStream());
    }
  }

  @Test
  void aStreamThatItsClientGaveUpDoesNotHoldItsConnectionUp() throws Exception {
    try (Http2Client client = http2()) {
      client.get(1, "/parked");
      somebodyIsParked();
      client.send(Http2Client.RESET, 0, 1, new byte[] {0, 0, 0, 8});
      client.roundTrip();
      go.countDown();
      Woven.await("over", () -> woven.exchanges.isEmpty());
      announced();
      assertEquals(Integer.MAX_VALUE, lastStream(client));
      assertEquals(1, lastStream(client));
      woven.idle("without streams");
    }
  }

  @Test
  void aClientThatNeverStopsOpeningStreamsLosesNoneThatWasAccepted() throws Exception {
    try (Http2Client client = http2()) {
      int stream = 1;
      for (; stream < 20; stream += 2) {
        client.get(stream, "/ok");
      }
      Object connection = announced();
      boolean told = false;
      int accepted = 0;
      int answered = 0;
      while (accepted == 0 || answered < (accepted + 1) / 2) {
        Http2Client.Frame frame = requireNonNull(client.next(), "the connection ended");
        client.pong(frame);
        if (frame.type == Http2Client.GOAWAY) {
          accepted = told ? frame.lastStream() : 0;
          told = true;
        } else if (frame.endsStream()) {
          answered++;
          if (!told) {
            client.get(stream, "/ok");
            stream += 2;
          }
        }
        look(connection);
      }
      assertEquals(stream - 2, accepted, "opened before the first GOAWAY came");
      woven.idle("after its last stream");
    }
  }

  @Test
  void aClientThatVanishesTakesItsStreamsWithIt() throws Exception {
    try (Http2Client client = http2()) {
      client.get(1, "/parked");
      somebodyIsParked();
      announced();
    }
    go.countDown();
  }
}
