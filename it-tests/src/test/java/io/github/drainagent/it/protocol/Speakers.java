package io.github.drainagent.it.protocol;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.ServerSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Rows of protocols.csv, each on the newest JDK that it runs on, or on those of {@code -Djdk=}. */
final class Speakers {
  private static final String SERVERS = System.getProperty("server", "");
  private static final String JDKS = System.getProperty("jdk", "");

  /** Asked only what its transport makes a difference to. */
  private static final String NATIVE = "protocols-netty-epoll-4.1";

  private Speakers() {}

  static Stream<Arguments> rows() {
    return onAnyTransport()
        .filter(row -> !SERVERS.isEmpty() || !((ServerSpec) row.get()[0]).isCalled(NATIVE));
  }

  private static Stream<Arguments> onAnyTransport() {
    return ServerSpec.protocols().stream()
        .filter(row -> SERVERS.isEmpty() || Stream.of(SERVERS.split(",")).anyMatch(row::isCalled))
        .flatMap(row -> jdks(row).map(jdk -> Arguments.of(row, jdk)));
  }

  /** Those that speak HTTP/2. */
  static Stream<Arguments> ofHttp2() {
    return rows().filter(Speakers::isOfHttp2);
  }

  /** Those and a sibling whose connections are native code's. */
  static Stream<Arguments> ofHttp2OnAnyTransport() {
    return onAnyTransport().filter(Speakers::isOfHttp2);
  }

  private static boolean isOfHttp2(Arguments row) {
    return ((ServerSpec) row.get()[0]).notes().isEmpty();
  }

  private static Stream<Jdk> jdks(ServerSpec row) {
    List<Jdk> able = Jdks.all().stream().filter(row::runsOn).toList();
    return JDKS.isEmpty()
        ? able.stream().skip(Math.max(0, able.size() - 1))
        : able.stream().filter(jdk -> List.of(JDKS.split(",")).contains("" + jdk.version()));
  }
}
