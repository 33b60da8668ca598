package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Unix-domain listeners, blocking and with a selector. */
@Timeout(60)
class UnixIT {
  private static final String SLOW =
      "GET /slow?ms=2000 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  static Stream<Arguments> rows() {
    return Rows.jdks().stream()
        .filter(jdk -> jdk.version() >= 17)
        .flatMap(jdk -> Stream.of("SelectorApp", "ChannelApp").map(app -> Arguments.of(app, jdk)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("rows")
  void aUnixDomainListenerIsClosedAndDrained(String app, Jdk jdk) throws Exception {
    // not JUnit's temporary folder: the path of such a socket may have 107 bytes at most
    Path folder = Files.createTempDirectory("drain");
    Path path = folder.resolve("s");
    Launch launch =
        Launch.server(jdk, ServerSpec.application(app), "unix:" + path, "--slow-exit")
            .withAgent("");
    try (ServerProcess process = launch.start()) {
      process.awaitReady(1);
      try (SocketChannel slow = connect(path)) {
        slow.write(ByteBuffer.wrap(SLOW.getBytes(StandardCharsets.ISO_8859_1)));
        // a whole exchange later, the server has ours
        assertTrue(exchange(path).endsWith("done\n"), "no answer before TERM");
        process.term();
        assertTrue(readAll(slow).endsWith("done\n"), process.output());
      }
      assertEquals(143, process.awaitExit(8_000));
      assertThrows(SocketException.class, () -> connect(path).close());
      Output.hookEpochMillis(process.stdout());
      Output.assertClean(process.stderr());
    } finally {
      Files.deleteIfExists(path);
      Files.delete(folder);
    }
  }

  private static String exchange(Path path) throws IOException {
    try (SocketChannel channel = connect(path)) {
      String quick = SLOW.replace("2000", "1");
      channel.write(ByteBuffer.wrap(quick.getBytes(StandardCharsets.ISO_8859_1)));
      return readAll(channel);
    }
  }

  private static SocketChannel connect(Path path) throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(path));
  }

  private static String readAll(SocketChannel channel) throws IOException {
    byte[] all = Channels.newInputStream(channel).readAllBytes();
    return new String(all, StandardCharsets.ISO_8859_1);
  }
}
