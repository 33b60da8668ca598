package io.github.drainagent.instrumentation.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.engine.spi.EventStream;
import org.junit.jupiter.api.Test;

/** What is not ended: who would get the end could not take it for one, or has gone. */
abstract class Http2StreamsLeftAlone extends Http2EventStreams {

  @Test
  void anyOtherResponseIsLeftAlone() throws Exception {
    isLeftAlone("/other");
  }

  /** RFC 9113, 8.1.1. */
  @Test
  void aStreamThatSaidHowLongItIsIsLeftAlone() throws Exception {
    isLeftAlone("/measured");
  }

  @Test
  void aStreamWhoseEncoderHasTheLastWordIsLeftAlone() throws Exception {
    isLeftAlone("/encoded");
  }

  private void isLeftAlone(String path) throws Exception {
    try (Http2Client client = http2()) {
      client.get(1, path);
      client.next(Http2Client.DATA);
      announced();
      assertEquals(EventStream.NO, woven.connector.eventStream(woven.onlyExchange()));
      go.countDown();
      assertEquals(EVENT, client.answer(1));
    }
  }

  @Test
  void aStreamThatItsClientHasGivenUpIsLeftAlone() throws Exception {
    try (Http2Client client = http2()) {
      listening(client);
      Object exchange = woven.onlyExchange();
      client.send(Http2Client.RESET, 0, 1, new byte[] {0, 0, 0, 8});
      client.roundTrip();
      woven.connector.endStream(exchange);
      Http2Streams.nothingOfStreamOneFollows(client);
      isRefused();
    }
  }
}
