package io.github.drainagent.engine.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class DebuggerPortsTest {

  @Test
  void portsAreFoundAmongTheOptionsOfAJvm() {
    String jdwp = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=";
    for (String address : new String[] {"5005", "*:5005", "127.0.0.1:5005", "5005,quiet=y"}) {
      assertEquals(
          Collections.singleton(5005),
          DebuggerPorts.in("java\0" + jdwp + address + "\0-jar\0app.jar"));
    }
    assertEquals(
        new HashSet<>(Arrays.asList(5005, 5006)),
        DebuggerPorts.in("-Xrunjdwp:address=5005,server=y " + jdwp + "localhost:5006 -cp x"));
  }

  @Test
  void otherOptionsHaveNone() {
    assertEquals(
        Collections.emptySet(),
        DebuggerPorts.in("java\0-agentlib:jdwp=server=y\0-Dserver.address=8080\0--address=8080"));
  }
}
