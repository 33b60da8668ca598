package io.github.drainagent.engine.close;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.Libc;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without native access; what there is with it depends on who runs the test. */
class LadderTest {

  private final JdkNatives natives;
  private final Descriptors descriptors;

  LadderTest() throws ReflectiveOperationException {
    natives = new JdkNatives();
    descriptors = new Descriptors(natives);
  }

  private Ladder ladder(String setting) {
    return new Ladder(setting, natives, new Libc("none"));
  }

  private @Nullable String rung(Ladder ladder) throws Exception {
    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      SynStop rung = ladder.stop(Objects.requireNonNull(descriptors.of(channel)));
      return rung == null ? null : rung.name();
    }
  }

  @ParameterizedTest
  @CsvSource({"auto,ttl", "ttl,ttl", "filter,", "accept,", "plain,"})
  void theFirstRungThatTheKernelTakesIsUsedAndNoOtherThanTheSettingNames(
      String setting, @Nullable String expected) throws Exception {
    assertEquals(expected, rung(ladder(setting)));
  }

  @Test
  void onlyPlainDoesNotWaitForTheQueue() {
    assertFalse(ladder("plain").isPatient());
    assertTrue(ladder("accept").isPatient());
    assertTrue(ladder("auto").isPatient());
    assertEquals("plain", ladder("plain").lowest());
    assertEquals("accept", ladder("filter").lowest());
  }

  @Test
  void whatIsNoSocketIsNotStopped() throws Exception {
    FileDescriptor none = natives.descriptor(100_000);
    assertNull(ladder("auto").stop(none));
    assertFalse(ladder("auto").hasInherited(none));
  }
}
