package io.github.drainagent.engine.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.EventStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Responses that have no end of their own. */
class EventStreamsTest extends FarewellRig {

  EventStreamsTest() throws ReflectiveOperationException {}

  @Test
  void itsTypeIsWhatItIsKnownBy() {
    assertTrue(EventStream.isNamedBy("text/event-stream"));
    assertTrue(EventStream.isNamedBy("Text/Event-Stream;charset=UTF-8"));
    assertFalse(EventStream.isNamedBy("text/plain"));
    assertFalse(EventStream.isNamedBy("text/event"));
    assertFalse(EventStream.isNamedBy(null));
  }

  @Test
  void aStreamOfEventsEndsWithALastChunkAfterItsTime() throws Exception {
    claim();
    connector.eventStream = EventStream.CHUNKED;
    exchanges.began(new Object(), connection);
    assertFalse(isLetGoAt(5 * SECOND - 1));
    assertEquals(0, read(client));
    assertTrue(isLetGoAt(5 * SECOND));
    assertTrue(inFlight.waitedFor().isEmpty());
    assertEquals(1, farewell.streamsEnded());
    ByteBuffer end = ByteBuffer.allocate(10);
    assertEquals(5, client.read(end));
    assertEquals("0\r\n\r\n", new String(end.array(), 0, 5, StandardCharsets.US_ASCII));
    assertEquals(-1, read(client));
  }

  @Test
  void aChunkWithoutItsEndGetsThatFirst() throws Exception {
    claim();
    connector.eventStream = EventStream.WITHIN_CHUNK;
    exchanges.began(new Object(), connection);
    assertTrue(isLetGoAt(5 * SECOND));
    ByteBuffer end = ByteBuffer.allocate(10);
    assertEquals(7, client.read(end));
    assertEquals("\r\n0\r\n\r\n", new String(end.array(), 0, 7, StandardCharsets.US_ASCII));
    assertEquals(-1, read(client));
  }

  @Test
  void aStreamThatEndsWithItsConnectionGetsAFinAndNothingElse() throws Exception {
    claim();
    connector.eventStream = EventStream.UNTIL_CLOSE;
    exchanges.began(new Object(), connection);
    assertTrue(isLetGoAt(5 * SECOND));
    assertEquals(-1, read(client));
  }

  @Test
  void aStreamOfHttp2IsEndedByItsServerWhichHasItsConnectionToItself() throws Exception {
    claim();
    connector.eventStream = EventStream.END_STREAM;
    Object stream = new Object();
    exchanges.began(stream, connection);
    assertFalse(isLetGoAt(5 * SECOND - 1));
    assertEquals(0, connector.streamEnds.get());
    assertFalse(isLetGoAt(5 * SECOND));
    assertEquals(1, connector.streamEnds.get());
    assertFalse(inFlight.waitedFor().isEmpty(), "before its server says so");
    assertEquals(1, farewell.streamsEnded());
    assertEquals(0, read(client));
  }

  @Test
  void aServerThatHasNotEndedAStreamIsAskedAgainAndTheStreamCountedOnce() throws Exception {
    claim();
    connector.eventStream = EventStream.END_STREAM;
    exchanges.began(new Object(), connection);
    isLetGoAt(5 * SECOND);
    isLetGoAt(5 * SECOND + 5 * MILLI);
    assertEquals(1, connector.streamEnds.get());
    isLetGoAt(6 * SECOND);
    assertEquals(2, connector.streamEnds.get());
    assertEquals(1, farewell.streamsEnded());
  }

  @Test
  void anObjectThatAServerUsesForTheNextStreamIsAStreamOfItsOwn() throws Exception {
    claim();
    connector.eventStream = EventStream.END_STREAM;
    Object stream = new Object();
    exchanges.began(stream, connection);
    isLetGoAt(5 * SECOND);
    exchanges.ended(stream);
    exchanges.began(stream, connection);
    isLetGoAt(5 * SECOND + 5 * MILLI);
    assertEquals(2, connector.streamEnds.get());
    assertEquals(2, farewell.streamsEnded());
  }

  @Test
  void aResponseThatIsNoStreamOfEventsIsNotEnded() throws Exception {
    claim();
    exchanges.began(new Object(), connection);
    assertFalse(isLetGoAt(3_600 * SECOND));
    assertEquals(0, read(client));
  }
}
