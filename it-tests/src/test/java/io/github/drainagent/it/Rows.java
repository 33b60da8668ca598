package io.github.drainagent.it;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.ServerSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Servers x JDKs; {@code -Dserver=netty-4.1} and {@code -Djdk=21} choose some. */
final class Rows {
  static {
    Jdks.tellMissing();
  }

  private Rows() {}

  static Stream<Arguments> serversAndJdks() {
    return ServerSpec.all().stream()
        .filter(server -> isChosen("server", server.name()))
        .flatMap(
            server -> jdks().stream().filter(server::runsOn).map(jdk -> Arguments.of(server, jdk)));
  }

  /** Those that run on the JDK of the tests. */
  static Stream<ServerSpec> servers() {
    return ServerSpec.all().stream()
        .filter(server -> isChosen("server", server.name()) && server.runsOn(Jdks.running()));
  }

  static List<Jdk> jdks() {
    return Jdks.all().stream()
        .filter(jdk -> isChosen("jdk", Integer.toString(jdk.version())))
        .toList();
  }

  private static boolean isChosen(String property, String value) {
    String chosen = System.getProperty(property, "");
    return chosen.isEmpty() || List.of(chosen.split(",")).contains(value);
  }
}
