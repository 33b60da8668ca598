package io.github.drainagent.engine.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.spi.Protocol;
import org.junit.jupiter.api.Test;

/** Whoever can be told of the end outside of a response: HTTP/2 and WebSockets. */
class AnnouncementsTest extends FarewellRig {

  AnnouncementsTest() throws ReflectiveOperationException {}

  @Test
  void itsConnectorIsToldOfTheEndOnceAndAgainOnlyWhereItsProtocolHasChanged() {
    claim();
    connector.protocol = Protocol.HTTP_2;
    connector.idle = false;
    isLetGoAt(0);
    isLetGoAt(SECOND);
    assertEquals(1, connector.announced.get());
    claim();
    isLetGoAt(2 * SECOND);
    assertEquals(2, connector.announced.get());
  }

  @Test
  void anAnnouncementThatFailsHoldsNothingUp() {
    claim();
    connector.protocol = Protocol.HTTP_2;
    connector.announceFails = true;
    assertFalse(isLetGoAt(0));
    assertTrue(isLetGoAt(SECOND));
  }

  @Test
  void aClientOfHttp2ThatHasEverythingGetsItsFinOnlyIfItDoesNotHangUp() throws Exception {
    claim();
    connector.protocol = Protocol.HTTP_2;
    connector.idle = false;
    assertFalse(isLetGoAt(0));
    assertFalse(isLetGoAt(SECOND), "a stream is in flight");
    connector.idle = true;
    assertFalse(isLetGoAt(2 * SECOND));
    assertFalse(isLetGoAt(3 * SECOND - 1));
    assertEquals(0, read(client));
    assertTrue(isLetGoAt(3 * SECOND));
    assertEquals(-1, read(client));
  }

  @Test
  void noClientOfHttp2IsGivenMoreThanASecondToHangUpNorMoreThanIdle() throws Exception {
    claim();
    connector.protocol = Protocol.HTTP_2;
    Farewell patient = farewell("idle=2s");
    patient.look(inFlight, 0, 0, 0);
    patient.look(inFlight, SECOND - 1, SECOND - 1, SECOND - 1);
    assertFalse(connection.isLetGo());
    patient.look(inFlight, SECOND, SECOND, SECOND);
    assertTrue(connection.isLetGo());
  }

  @Test
  void withoutIdleTimeAClientOfHttp2GetsItsFinAtOnce() throws Exception {
    claim();
    connector.protocol = Protocol.HTTP_2;
    farewell("idle=0s").look(inFlight, 0, 0, 0);
    assertTrue(connection.isLetGo());
  }

  /** Who goes on after it was told would keep the drain until its timeout. */
  @Test
  void aClientOfHttp2ThatGoesOnGetsItsFinAtAnyIdleMoment() throws Exception {
    claim();
    connector.protocol = Protocol.HTTP_2;
    assertFalse(isLetGoAt(0));
    connector.idle = false;
    assertFalse(isLetGoAt(2 * SECOND));
    connector.idle = true;
    assertTrue(isLetGoAt(2 * SECOND + 1));
  }

  @Test
  void aWebSocketIsToldAtOnceAndCutOnlyWhereItTakesTooLong() throws Exception {
    claim();
    connector.protocol = Protocol.WEBSOCKET;
    assertFalse(isLetGoAt(0));
    assertEquals(1, connector.announced.get());
    assertFalse(isLetGoAt(5 * SECOND - 1), "idle or not");
    assertTrue(isLetGoAt(5 * SECOND));
    assertEquals(-1, read(client));
    assertEquals(1, connector.announced.get());
  }

  @Test
  void manyWebSocketsAreToldOneAfterTheOther() {
    connector.protocol = Protocol.WEBSOCKET;
    claimMore(1_000);
    isLetGoAt(0);
    assertEquals(5, connector.announced.get());
    for (int look = 1; look < 200; look++) {
      isLetGoAt(5 * look * MILLI);
    }
    assertEquals(1_000, connector.announced.get());
  }
}
