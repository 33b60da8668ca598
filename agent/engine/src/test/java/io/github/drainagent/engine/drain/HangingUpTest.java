package io.github.drainagent.engine.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.drainagent.engine.Await;
import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.Libc;
import io.github.drainagent.engine.kernel.TcpInfo;
import io.github.drainagent.engine.spi.Protocol;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A client of HTTP/2 that has been told, and of which the kernel knows more than its server. */
class HangingUpTest extends FarewellRig {

  HangingUpTest() throws ReflectiveOperationException {
    super(new Libc("auto"));
    libc.find();
  }

  @Test
  void aClientThatIsStillReadingItsLastAnswerIsGivenMoreTimeButNotForEver() throws Exception {
    claim();
    connector.protocol = Protocol.HTTP_2;
    assertFalse(isLetGoAt(0));
    long moved = System.nanoTime();
    client.write(ByteBuffer.wrap(new byte[1])); // a WINDOW_UPDATE
    assertEquals(1, read(server));
    assertHasMoreThanASecond(moved);
  }

  @Test
  void aClientThatIsStillBeingSentItsLastAnswerIsGivenMoreTimeToo() throws Exception {
    claim();
    connector.protocol = Protocol.HTTP_2;
    assertFalse(isLetGoAt(0));
    Await.until("it has sent nothing for long", () -> info().sinceReceived() > 1_000);
    long moved = System.nanoTime();
    server.write(ByteBuffer.wrap(new byte[1]));
    assertEquals(1, read(client));
    assertHasMoreThanASecond(moved);
  }

  private void assertHasMoreThanASecond(long moved) throws Exception {
    Await.until("any other would get its FIN", () -> System.nanoTime() - moved > 50 * MILLI);
    boolean early = isLetGoAt(5 * SECOND - 1);
    assumeTrue(System.nanoTime() - moved < SECOND - 10 * MILLI, "this machine has paused");
    assertFalse(early);
    Await.until("it gets its FIN", () -> isLetGoAt(5 * SECOND));
    assertEquals(-1, read(client));
  }

  private TcpInfo info() throws ReflectiveOperationException {
    assumeTrue(libc.calls() != null, "no native access");
    TcpInfo info = new TcpInfo();
    JdkNatives natives = new JdkNatives();
    assertTrue(info.read(libc.calls(), natives.number(new Descriptors(natives).of(server))));
    return info;
  }
}
