package io.github.drainagent.engine.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Here the JDK opens them, but nobody has said so to the agent. */
class NativeListenersTest {

  private final JdkNatives natives;
  private final Descriptors descriptors;

  NativeListenersTest() throws ReflectiveOperationException {
    natives = new JdkNatives();
    descriptors = new Descriptors(natives);
  }

  private NativeListeners watch(Set<Integer> keep) {
    return new NativeListeners(natives, descriptors, keep);
  }

  private static ServerSocket open(String host) throws Exception {
    return new ServerSocket(0, 5, InetAddress.getByName(host));
  }

  private static List<Listener> at(int port, List<Listener> found) {
    return found.stream()
        .filter(listener -> listener.inet() != null && listener.inet().getPort() == port)
        .collect(Collectors.toList());
  }

  @Test
  void oneThatWasOpenedSinceIsFoundWithItsAddressAndDescriptor() throws Exception {
    for (String host : new String[] {"127.0.0.1", "::1", "0.0.0.0"}) {
      NativeListeners watch = watch(Collections.emptySet());
      try (ServerSocket socket = open(host)) {
        int port = socket.getLocalPort();
        List<Listener> found = at(port, watch.find(Collections.emptyList()));
        assertEquals(1, found.size());
        Listener listener = found.get(0);
        assertTrue(listener.isNative());
        Object transport = descriptors.transport(socket);
        assertEquals(natives.number(descriptors.of(transport)), listener.transport());
        // the kernel calls a socket for both IPs by its IPv6 address
        assertEquals(
            socket.getInetAddress().isAnyLocalAddress(),
            listener.inet().getAddress().isAnyLocalAddress());
      }
      assertEquals(0, watch.find(Collections.emptyList()).size(), "still there when closed");
    }
  }

  @Test
  void oneThatWasOpenBeforeTheAgentBelongsToSomebodyElse() throws Exception {
    try (ServerSocket socket = open("127.0.0.1")) {
      NativeListeners watch = watch(Collections.emptySet());
      assertEquals(0, at(socket.getLocalPort(), watch.find(Collections.emptyList())).size());
    }
  }

  @Test
  void oneThatTheJdkToldOfIsNotFoundAgain() throws Exception {
    NativeListeners watch = watch(Collections.emptySet());
    try (ServerSocket socket = open("127.0.0.1")) {
      Listener known = new Listener(socket, descriptors.transport(socket), false);
      assertEquals(
          0, at(socket.getLocalPort(), watch.find(Collections.singletonList(known))).size());
    }
  }

  @Test
  void aKeptPortIsKeptWhoeverOpenedIt() throws Exception {
    try (ServerSocket first = open("127.0.0.1")) {
      int port = first.getLocalPort();
      first.close();
      NativeListeners watch = watch(Collections.singleton(port));
      try (ServerSocket socket = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
        Listener listener = at(socket.getLocalPort(), watch.find(Collections.emptyList())).get(0);
        assertTrue(listener.isKept());
      }
    }
  }

  @Test
  void aUnixDomainListenerIsNamedByItsPath() {
    Listener listener = new Listener(7, null, "/run/app.sock", false);
    assertEquals("socket /run/app.sock", listener.name());
    assertNull(listener.inet());
    assertTrue(listener.isNative());
  }
}
