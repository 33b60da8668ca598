package io.github.drainagent.it;

import io.github.drainagent.it.process.IoUring;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Layer;
import io.github.drainagent.it.process.ServerSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Servers x JDKs: the rows of the default build, the newest of each line on its newest JDK and the
 * others on their oldest, or with {@code -Pall-servers} every row on every JDK. {@code
 * -Dserver=netty-4.1} and {@code -Djdk=21} choose some, in the default build or not.
 */
final class Rows {
  private static final boolean ALL = System.getProperty("drain.it.servers", "").equals("all");
  private static final String SERVERS = System.getProperty("server", "");
  private static final String JDKS = System.getProperty("jdk", "");
  private static final boolean IO_URING = IoUring.isAllowed();

  /** What is asked of a few servers only: one of each kind, the newest. */
  private static final List<String> KINDS =
      List.of(
          "jetty-12.0", "undertow-2.3", "netty-4.1", "httpserver", "socket", "selector", "async");

  /** Listeners of native code, and two on one port. */
  private static final List<String> NATIVE = List.of("netty-epoll-4.1", "native-shared");

  static {
    Jdks.tellMissing();
    ServerSpec.all().stream()
        .filter(server -> server.layer() == Layer.NOT_YET)
        .forEach(server -> System.out.println(server + " is skipped: " + server.notes()));
    if (!IO_URING) {
      System.out.println("io_uring is not allowed here: the rows netty-iouring are skipped");
    }
  }

  private Rows() {}

  static Stream<Arguments> serversAndJdks() {
    return chosen().flatMap(server -> jdks(server).map(jdk -> Arguments.of(server, jdk)));
  }

  /** Each on the newest JDK that it runs on, which is the one that has most to say. */
  static Stream<Arguments> serversOnTheirNewestJdk() {
    return chosen()
        .flatMap(
            server ->
                jdks(server)
                    .reduce((older, newer) -> newer)
                    .map(jdk -> Arguments.of(server, jdk))
                    .stream());
  }

  /** One of each kind, of those that run on the JDK of the tests. */
  static Stream<ServerSpec> servers() {
    return named(KINDS);
  }

  private static Stream<ServerSpec> named(List<String> names) {
    return (SERVERS.isEmpty() ? names : List.of(SERVERS.split(",")))
        .stream().map(ServerSpec::named).filter(server -> server.runsOn(Jdks.running()));
  }

  /** Servers x networks x modes; {@code -Dnetwork=} and {@code -Dmode=} choose some of these. */
  static Stream<Arguments> torture() {
    List<Mode> modes = chosen("mode", Mode.values()).filter(Mode::isPossible).toList();
    List<Wire> wires = chosen("network", Wire.values()).filter(Wire::isPossible).toList();
    return named(Stream.concat(KINDS.stream(), NATIVE.stream()).toList())
        .flatMap(
            server ->
                wires.stream()
                    .flatMap(wire -> modes.stream().map(mode -> Arguments.of(server, wire, mode))));
  }

  static List<Jdk> jdks() {
    return Jdks.all().stream().filter(Rows::isChosen).toList();
  }

  private static <T> Stream<T> chosen(String property, T[] all) {
    return Stream.of(all).filter(one -> isChosen(property, one.toString()));
  }

  private static boolean isChosen(String property, String value) {
    String chosen = System.getProperty(property, "");
    return chosen.isEmpty() || List.of(chosen.split(",")).contains(value);
  }

  private static Stream<Jdk> jdks(ServerSpec server) {
    List<Jdk> able = jdks().stream().filter(server::runsOn).toList();
    if (ALL || !JDKS.isEmpty() || able.isEmpty()) {
      return able.stream();
    }
    Jdk oldest = able.get(0);
    Jdk newest = able.get(able.size() - 1);
    return server.isNewestOfSeveral()
        ? Stream.of(newest)
        : server.isAloneInItsLine() ? Stream.of(oldest, newest).distinct() : Stream.of(oldest);
  }

  private static Stream<ServerSpec> chosen() {
    return ServerSpec.all().stream()
        .filter(server -> server.layer() != Layer.NOT_YET)
        .filter(Rows::isAllowed)
        .filter(server -> SERVERS.isEmpty() ? ALL || server.inDefaultBuild() : isChosen(server));
  }

  private static boolean isAllowed(ServerSpec server) {
    return IO_URING || !server.name().startsWith("netty-iouring-");
  }

  private static boolean isChosen(ServerSpec server) {
    return Stream.of(SERVERS.split(",")).anyMatch(server::isCalled);
  }

  private static boolean isChosen(Jdk jdk) {
    return JDKS.isEmpty() || List.of(JDKS.split(",")).contains(Integer.toString(jdk.version()));
  }
}
