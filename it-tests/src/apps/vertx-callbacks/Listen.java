package io.github.drainagent.it.app;

import io.vertx.core.http.HttpServer;
import java.util.concurrent.CompletableFuture;

/** Binds as Vert.x 3 has it. */
final class Listen {
  private Listen() {}

  static void on(HttpServer server, int port, String host) throws Exception {
    CompletableFuture<HttpServer> bound = new CompletableFuture<>();
    server.listen(
        port,
        host,
        result -> {
          if (result.succeeded()) {
            bound.complete(result.result());
          } else {
            bound.completeExceptionally(result.cause());
          }
        });
    bound.get();
  }
}
