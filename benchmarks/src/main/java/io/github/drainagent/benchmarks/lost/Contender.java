package io.github.drainagent.benchmarks.lost;

import io.github.drainagent.it.process.ServerSpec;
import java.util.List;

/** A server that has a graceful shutdown of its own. */
enum Contender {
  JETTY("jetty-12.1", List.of(), "GracefulHandler"),
  UNDERTOW("undertow-2.3", List.of(), "GracefulShutdownHandler"),
  /** From 3.4 on it is graceful unless told otherwise. */
  SPRING_BOOT("spring-boot-3.5", List.of("--immediate"), "server.shutdown=graceful");

  private final String line;
  private final List<String> plain;

  /** What its own graceful shutdown is called. */
  final String own;

  Contender(String line, List<String> plain, String own) {
    this.line = line;
    this.plain = plain;
    this.own = own;
  }

  /** The newest of its line in servers.csv. */
  ServerSpec server() {
    return ServerSpec.named(line);
  }

  List<String> args(boolean graceful) {
    return graceful ? List.of("--graceful") : plain;
  }
}
