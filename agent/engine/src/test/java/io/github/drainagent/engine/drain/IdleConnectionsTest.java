package io.github.drainagent.engine.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

/** Connections of servers that a connector knows. */
class IdleConnectionsTest extends FarewellRig {

  IdleConnectionsTest() throws ReflectiveOperationException {}

  @Test
  void anIdleConnectionOfAKnownServerGetsItsFinAfterTheGrace() throws Exception {
    claim();
    assertFalse(isLetGoAt(SECOND - 1));
    assertEquals(0, read(client), "a FIN before the grace is over");
    assertTrue(isLetGoAt(SECOND));
    assertEquals(-1, read(client));
    client.write(ByteBuffer.wrap(new byte[1]));
    assertEquals(1, read(server), "its other direction is open");
  }

  @Test
  void aConnectionWithAnExchangeInFlightStays() throws Exception {
    claim();
    Object request = new Object();
    exchanges.began(request, connection);
    assertFalse(isLetGoAt(10 * SECOND));
    exchanges.ended(request);
    assertTrue(isLetGoAt(11 * SECOND));
  }

  @Test
  void aConnectionThatItsServerDoesNotCallIdleStays() throws Exception {
    claim();
    connector.idle = false;
    assertFalse(isLetGoAt(10 * SECOND));
    assertEquals(0, read(client));
  }

  @Test
  void aRequestThatHasJustComeInIsLeftToTheServer() throws Exception {
    claim();
    client.write(ByteBuffer.wrap(new byte[1]));
    assertFalse(isLetGoAt(10 * SECOND));
    assertEquals(0, read(client));
    assertEquals(1, read(server));
    assertTrue(isLetGoAt(11 * SECOND));
  }

  @Test
  void slowLooksLetManyGoInAQuarterOfASecondAllTheSame() {
    claim();
    claimMore(9_999);
    isLetGoAt(SECOND - MILLI);
    int before = inFlight.open().size();
    assertEquals(10_000, before);
    for (long age = SECOND; age <= SECOND + 250 * MILLI; age += 25 * MILLI) {
      isLetGoAt(age);
      int left = inFlight.open().size();
      assertTrue(before - left <= 1_000, before - left + " in one look");
      before = left;
    }
    assertEquals(0, inFlight.open().size());
  }

  /** The JDK forgets no number when it closes, and the kernel gives it to the next socket. */
  @Test
  void aConnectionThatIsClosedMeanwhileIsNotTouchedNorWhatHasItsNumberNow() throws Exception {
    claim();
    connections.closed(server); // as the advice does at the beginning of close()
    server.close();
    try (ServerSocketChannel listener = ServerSocketChannel.open().bind(null);
        SocketChannel next = SocketChannel.open(listener.getLocalAddress());
        SocketChannel peer = listener.accept()) {
      peer.configureBlocking(false);
      next.configureBlocking(false);
      assertFalse(isLetGoAt(10 * SECOND));
      assertEquals(0, read(peer));
      assertEquals(0, read(next));
    }
  }

  @Test
  void aClientThatIsStillReadingIsNotSentItsEndBehindTheServersBack() throws Exception {
    claim();
    ByteBuffer much = ByteBuffer.allocate(1 << 20);
    while (server.write(much) > 0) {
      much.clear();
    }
    assertFalse(isLetGoAt(10 * SECOND), "the last response has not gone out");
  }
}
