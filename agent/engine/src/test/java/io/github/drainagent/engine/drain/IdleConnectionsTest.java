package io.github.drainagent.engine.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.FakeConnector;
import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Connections;
import io.github.drainagent.engine.exchange.Exchanges;
import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The drain's clock is an argument, so no time passes here. */
class IdleConnectionsTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Exchanges exchanges = new Exchanges();
  private final Connections connections = new Connections(exchanges);
  private final InFlight inFlight = new InFlight(exchanges, connections);
  private final FakeConnector connector = new FakeConnector();
  private final Object serverObject = new Object();
  private final IdleConnections idle;
  private SocketChannel client;
  private SocketChannel server;
  private Connection connection;

  IdleConnectionsTest() throws ReflectiveOperationException {
    JdkNatives natives = new JdkNatives();
    idle = new IdleConnections(natives, new Descriptors(natives));
  }

  @BeforeEach
  void connect() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      client = SocketChannel.open(listener.getLocalAddress());
      server = listener.accept();
    }
    client.configureBlocking(false);
    server.configureBlocking(false);
    connection = connections.accepted(server, false);
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
  }

  private void claim() {
    connections.claimed(connector, serverObject, server);
  }

  private boolean isLetGoAt(long age) {
    idle.letGoIfIdle(connection, inFlight, age, age);
    return connection.isLetGo();
  }

  /** -1 for the end, 0 for nothing. */
  private static int read(SocketChannel channel) throws Exception {
    return channel.read(ByteBuffer.allocate(10));
  }

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
