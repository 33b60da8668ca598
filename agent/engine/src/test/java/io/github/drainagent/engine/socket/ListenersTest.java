package io.github.drainagent.engine.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ListenersTest {

  private final Listeners listeners;

  ListenersTest() throws ReflectiveOperationException {
    JdkNatives natives = new JdkNatives();
    listeners = new Listeners(natives, new Descriptors(natives), Collections.emptySet());
  }

  @Test
  void oneThatWasBoundBeforeTheAgentCameIsEnteredWhenItAccepts() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Listener entered = listeners.accepting(socket);
      assertEquals(Collections.singletonList(entered), listeners.all());
    }
  }

  @Test
  void oneThatWasClosedIsNoneAgainWhenALateAcceptReturns() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listeners.bound(socket);
      listeners.unbound(socket);
      assertNull(listeners.accepting(socket));
      assertEquals(Collections.emptyList(), listeners.all());
    }
  }
}
