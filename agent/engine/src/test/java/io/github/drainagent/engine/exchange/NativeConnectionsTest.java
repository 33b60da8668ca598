package io.github.drainagent.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.drainagent.engine.Await;
import io.github.drainagent.engine.FakeConnector;
import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.Libc;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Here the JDK accepts them, but nobody has said so to the agent. */
class NativeConnectionsTest {

  private final Connections connections = new Connections(new Exchanges());
  private final Libc libc = new Libc("auto");
  private final NativeConnections nativeOnes;
  private final JdkNatives natives;
  private final Descriptors descriptors;
  private final List<FileDescriptor> found = new ArrayList<>();
  private ServerSocketChannel listener;
  private Socket client;
  private SocketChannel accepted;
  private Set<Integer> ports;

  NativeConnectionsTest() throws ReflectiveOperationException {
    natives = new JdkNatives();
    descriptors = new Descriptors(natives);
    libc.find();
    nativeOnes = new NativeConnections(connections, natives, descriptors, libc, found::add);
  }

  @BeforeEach
  void connect() throws Exception {
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    client = new Socket(InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
    accepted = listener.accept();
    ports = Collections.singleton(listener.socket().getLocalPort());
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    accepted.close();
    listener.close();
  }

  private List<Connection> open() {
    List<Connection> open = new ArrayList<>();
    connections.each(open::add);
    return open;
  }

  private int number() throws IllegalAccessException {
    return natives.number(descriptors.of(accepted));
  }

  @Test
  void oneIsFoundOnceByItsDescriptor() throws Exception {
    nativeOnes.look(ports);
    nativeOnes.look(ports);
    assertEquals(1, open().size());
    assertEquals(number(), open().get(0).transport());
    assertEquals(1, found.size());
    assertEquals(number(), natives.number(found.get(0)));
  }

  @Test
  void theClientsEndAndOtherPortsAreNotLookedAt() {
    nativeOnes.look(Collections.singleton(client.getLocalPort() == 1 ? 2 : 1));
    assertEquals(0, open().size());
  }

  @Test
  void oneThatIsKnownAlreadyIsNotEnteredAgain() {
    connections.accepted(accepted, false);
    nativeOnes.look(ports);
    assertEquals(1, open().size());
    assertEquals(accepted, open().get(0).transport());
  }

  @Test
  void oneThatItsConnectorClaimsLaterIsTheSame() throws Exception {
    nativeOnes.look(ports);
    Connection found = open().get(0);
    Object server = new Object();
    connections.claimed(new FakeConnector(), server, number());
    assertEquals(Collections.singletonList(found), open());
    connections.closed(server);
    assertEquals(0, open().size());
  }

  /** The connector may have come between the look at the descriptors and the entry of one. */
  @Test
  void oneThatItsConnectorHasClaimedIsNotFoundAgain() throws Exception {
    Object server = new Object();
    connections.claimed(new FakeConnector(), server, number());
    assertNull(connections.numbered().found(number()));
    assertEquals(1, open().size());
    connections.closed(server);
    assertNotNull(connections.numbered().found(number()), "another one may have its number now");
  }

  @Test
  void whoeverHasTheNumberOfOneThatIsAboutToBeToldClosedIsAnother() throws Exception {
    Object before = new Object();
    Object now = new Object();
    connections.claimed(new FakeConnector(), before, number());
    connections.claimed(new FakeConnector(), now, number());
    connections.closed(before);
    assertEquals(1, open().size());
    assertEquals(now, open().get(0).serverObject());
    assertNull(connections.numbered().found(number()));
  }

  @Test
  void oneThatWasLetGoMakesRoomForWhoeverIsClaimedAtItsNumber() throws Exception {
    nativeOnes.look(ports);
    Connection before = open().get(0);
    before.setLetGo();
    Object server = new Object();
    connections.claimed(new FakeConnector(), server, number());
    assertEquals(1, open().size());
    assertEquals(server, open().get(0).serverObject());
    assertTrue(before.isGone(), "something may still be done to its number");
  }

  @Test
  void oneThatItsConnectorHasClaimedIsNotGoneByItsNumber() throws Exception {
    nativeOnes.look(ports);
    Connection found = open().get(0);
    connections.claimed(new FakeConnector(), new Object(), number());
    connections.numbered().vanished(found);
    assertEquals(Collections.singletonList(found), open());
    assertFalse(found.isGone());
  }

  /** It says so again when its protocol changes. */
  @Test
  void oneThatItsConnectorClaimsAgainIsTheSame() throws Exception {
    Object server = new Object();
    connections.claimed(new FakeConnector(), server, number());
    connections.claimed(new FakeConnector(), server, number());
    assertEquals(1, open().size());
    connections.closed(server);
    assertEquals(0, open().size());
  }

  /** The JDK makes an address of what is left on the stack. */
  @Test
  void aUnixDomainSocketHasNoAddressOfTcp() throws Exception {
    ProtocolFamily unix = StandardProtocolFamily.valueOf("UNIX");
    try (SocketChannel channel =
        (SocketChannel)
            SocketChannel.class.getMethod("open", ProtocolFamily.class).invoke(null, unix)) {
      assertNotNull(natives.localAddress(descriptors.of(accepted)));
      assertNull(natives.localAddress(descriptors.of(channel)));
    }
  }

  /** QUIC is on the number of its TCP port. */
  @Test
  void aSocketThatIsNotOfTcpIsNone() throws Exception {
    accepted.close();
    try (DatagramChannel quic = DatagramChannel.open()) {
      quic.bind(listener.getLocalAddress());
      nativeOnes.look(ports);
      assertEquals(0, open().size());
    }
  }

  @Test
  void oneThatIsClosedIsGone() throws Exception {
    nativeOnes.look(ports);
    Connection found = open().get(0);
    accepted.close();
    nativeOnes.sample();
    assertEquals(0, open().size());
    assertTrue(found.isGone(), "something may still be done to its number");
  }

  @Test
  void theKernelsRecordTellsARequestFromAnAnswer() throws Exception {
    assumeTrue(libc.calls() != null, "no native access");
    nativeOnes.look(ports);
    Traffic traffic = open().get(0).traffic();
    nativeOnes.sample();
    assertFalse(traffic.isUnanswered(), "nothing was asked");
    client.getOutputStream().write(1);
    Await.until("the request is seen", () -> sampled(traffic));
    accepted.write(ByteBuffer.wrap(new byte[] {2}));
    Await.until("the answer is seen", () -> !sampled(traffic));
    client.getOutputStream().write(3);
    Await.until("the next request is seen", () -> sampled(traffic));
  }

  /** What an event loop that is inside of something would do: nothing. */
  @Test
  void arrivedIsNotRead() throws Exception {
    assumeTrue(libc.calls() != null, "no native access");
    nativeOnes.look(ports);
    Traffic traffic = open().get(0).traffic();
    client.getOutputStream().write(1);
    Await.until("the request is seen", () -> sampled(traffic));
    nativeOnes.sample();
    assertNull(traffic.reader(), "nobody has read it");
    accepted.read(ByteBuffer.allocate(1));
    nativeOnes.sample();
    assertNotNull(traffic.reader(), "somebody has");
  }

  private boolean sampled(Traffic traffic) {
    nativeOnes.sample();
    return traffic.isUnanswered();
  }
}
