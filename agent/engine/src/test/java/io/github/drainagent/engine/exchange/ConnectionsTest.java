package io.github.drainagent.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.Await;
import io.github.drainagent.engine.FakeConnector;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

  private final Exchanges exchanges = new Exchanges();
  private final Connections connections = new Connections(exchanges);
  private final FakeConnector connector = new FakeConnector();
  private final Object transport = new Object();
  private final Object server = new Object();

  @BeforeEach
  @AfterEach
  void noDrain() {
    DrainDispatcher.closing = false;
  }

  private int inFlight() {
    int[] count = new int[1];
    exchanges.each(exchange -> count[0]++);
    return count[0];
  }

  @Test
  void whatAConnectorClaimsIsTheConnectionThatWasAccepted() {
    Connection accepted = connections.accepted(transport, true);
    assertNull(accepted.connector());
    connections.claimed(connector, server, transport);
    assertSame(accepted, connections.ofServer(server));
    assertSame(connector, accepted.connector());
    assertSame(server, accepted.serverObject());
    assertTrue(accepted.isKept());
    assertEquals(1, connections.size());
  }

  @Test
  void anExchangeBeginsOnAConnectionThatIsThereAndOnNoneThatIsDoneWith() {
    Connection connection = connections.accepted(transport, false);
    connections.claimed(connector, server, transport);
    connections.began(new Object(), server);
    assertEquals(1, inFlight());
    assertTrue(connection.isBusy(exchanges));
    connections.closed(transport);
    connections.began(new Object(), server);
    assertEquals(0, inFlight());
  }

  @Test
  void anExchangeOfAConnectionThatNobodyReportedCounts() {
    Object exchange = new Object();
    connections.began(exchange, server);
    assertEquals(1, inFlight());
    exchanges.ended(exchange);
    assertEquals(0, inFlight());
  }

  @Test
  void aServersObjectThatIsReportedAgainBeginsExchangesAgain() {
    connections.claimed(connector, server, transport);
    connections.closed(server);
    connections.claimed(connector, server, transport);
    connections.began(new Object(), server);
    assertEquals(1, inFlight());
  }

  @Test
  void aConnectionThatNobodySawBeingAcceptedIsEnteredByItsClaim() {
    connections.claimed(connector, server, null);
    assertEquals(1, connections.size());
    connections.closed(server);
    assertTrue(connections.isEmpty());
    connections.claimed(connector, server, transport);
    assertSame(transport, connections.ofServer(server).transport());
    connections.closed(server);
    assertTrue(connections.isEmpty());
  }

  @Test
  void theEndOfTheTransportEndsTheConnectionAndAllThatIsInFlightOnIt() {
    Connection connection = connections.accepted(transport, false);
    connections.claimed(connector, server, transport);
    exchanges.began(new Object(), connection);
    exchanges.began(new Object(), connection);
    Object elsewhere = new Object();
    exchanges.began(elsewhere, connections.accepted(new Object(), false));
    assertTrue(connection.isBusy(exchanges));
    connections.closed(transport);
    assertFalse(connection.isBusy(exchanges));
    assertEquals(1, inFlight());
    assertEquals(1, connections.size());
    assertNull(connections.ofServer(server));
  }

  @Test
  void whatTheServerHasDoneWithIsWatchedByItsBytesAgain() {
    Connection connection = connections.accepted(transport, false);
    connections.claimed(connector, server, transport);
    exchanges.began(new Object(), connection);
    connections.closed(server);
    assertEquals(0, inFlight());
    assertNull(connection.connector());
    assertNull(connection.serverObject());
    assertNull(connections.ofServer(server));
    assertEquals(1, connections.size(), "its transport is still open");
    connections.in(transport);
    assertTrue(connection.traffic().isUnanswered());
    connections.closed(transport);
    assertTrue(connections.isEmpty());
  }

  @Test
  void closingTwiceOrSomethingUnknownIsNothing() {
    DrainDispatcher.closing = true;
    connections.accepted(transport, false);
    connections.claimed(connector, server, transport);
    connections.closed(new Object());
    connections.closed(transport);
    connections.closed(transport);
    connections.closed(server);
    assertEquals(1, connections.acceptedSince());
    assertEquals(1, connections.closedSince());
  }

  @Test
  void bytesAreNotedOnTheirOwnConnectionOnly() {
    Connection connection = connections.accepted(transport, false);
    Connection other = connections.accepted(new Object(), false);
    connections.in(transport);
    connections.in(new Object());
    assertTrue(connection.traffic().isUnanswered());
    assertFalse(other.traffic().isUnanswered());
    connections.out(transport);
    assertFalse(connection.traffic().isUnanswered());
  }

  @Test
  void theAgentsOwnConnectionCountsForNothing() {
    DrainDispatcher.closing = true;
    connections.acceptedOwn(transport);
    assertTrue(connections.isEmpty());
    connections.claimed(connector, server, transport); // the server can't know that it is ours
    assertTrue(connections.isEmpty());
    assertNotNull(connections.ofServer(server));
    connections.closed(transport);
    assertEquals(0, connections.acceptedSince() + connections.closedSince());
    assertNull(connections.ofServer(server));
  }

  @Test
  void aTransportThatItsApplicationDropsTakesItsConnectionWithIt() throws Exception {
    connections.accepted(new Object(), false);
    exchanges.began("in flight", open());
    WeakReference<Object> marker = new WeakReference<>(new Object());
    Await.until(
        "a collection",
        () -> {
          System.gc();
          return marker.get() == null;
        });
    Await.until(
        "gone with its transport", () -> connections.countAtStart() >= 0 && connections.isEmpty());
    assertEquals(0, inFlight());
  }

  private Connection open() {
    Connection[] found = new Connection[1];
    connections.each(connection -> found[0] = connection);
    return found[0];
  }

  @Test
  void oneExchangeOfSeveralThatEndsLeavesItsConnectionBusy() {
    Connection connection = connections.accepted(transport, false);
    Object first = new Object();
    Object second = new Object();
    Object third = new Object();
    exchanges.began(first, connection);
    exchanges.began(second, connection);
    exchanges.began(third, connection);
    exchanges.ended(third);
    assertTrue(connection.isBusy(exchanges));
    exchanges.ended(first);
    assertTrue(connection.isBusy(exchanges));
    exchanges.ended(second);
    assertFalse(connection.isBusy(exchanges));
  }

  @Test
  void aConnectionIsClosedOrWasLetGoButNeverBoth() {
    connections.accepted(transport, false);
    Connection letGo = connections.accepted(server, false);
    Object before = new Object();
    connections.accepted(before, false);
    connections.closed(before);
    DrainDispatcher.closing = true;
    assertEquals(2, connections.countAtStart());
    assertEquals(0, connections.countAtStart(), "counted twice");
    Object since = new Object();
    connections.accepted(since, false);
    letGo.setLetGo();
    connections.closed(transport);
    connections.closed(server);
    connections.closed(since);
    assertEquals(1, connections.acceptedSince());
    assertEquals(2, connections.closedSince());
    assertEquals(1, connections.letGoSince());
  }
}
