package io.github.drainagent.engine.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Connections whose protocol nobody knows. */
class UnknownConnectionsTest extends FarewellRig {

  UnknownConnectionsTest() throws ReflectiveOperationException {}

  @Test
  void aSilentConnectionOfAnUnknownServerReadsItsEndAfterASecond() throws Exception {
    assertFalse(isLetGoAt(0));
    assertFalse(isLetGoAt(SECOND - 1));
    assertEquals(0, read(server));
    assertTrue(isLetGoAt(SECOND));
    assertEquals(-1, read(server), "the server is to see an end");
    assertEquals(0, read(client), "the client is not");
    server.write(ByteBuffer.wrap(new byte[1]));
    assertEquals(1, read(client));
  }

  @Test
  void anUnansweredRequestOfAnUnknownServerIsWaitedForHoweverLongItTakes() {
    isLetGoAt(0);
    connections.in(server);
    assertFalse(isLetGoAt(3_600 * SECOND));
  }

  @Test
  void aStreamThatPausesForLessThanASecondGoesOn() {
    connections.in(server);
    for (long age = 0; age < 10 * SECOND; age += SECOND - MILLI) {
      connections.out(server);
      assertFalse(isLetGoAt(age));
    }
  }

  @Test
  void betweenRequestsAShortPauseWillDo() {
    isLetGoAt(0);
    connections.in(server);
    connections.out(server);
    assertFalse(isLetGoAt(MILLI));
    assertFalse(isLetGoAt(100 * MILLI));
    assertTrue(isLetGoAt(101 * MILLI));
  }

  @Test
  void aClientThatNeverPausesIsLetGoInAnyGapInTheEnd() {
    isLetGoAt(0);
    long age = 0;
    for (; age < 2 * SECOND; age += 50 * MILLI) {
      connections.in(server);
      connections.out(server);
      assertFalse(isLetGoAt(age), age / MILLI + " ms");
    }
    connections.in(server);
    connections.out(server);
    assertTrue(isLetGoAt(2 * SECOND + MILLI));
  }
}
