package io.github.drainagent.it.app;

import io.vertx.core.http.HttpServer;

/** Binds as Vert.x has it since 4. */
final class Listen {
  private Listen() {}

  static void on(HttpServer server, int port, String host) throws Exception {
    server.listen(port, host).toCompletionStage().toCompletableFuture().get();
  }
}
