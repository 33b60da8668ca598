package io.github.drainagent.it.app;

import io.vertx.core.http.HttpServer;
import java.util.concurrent.TimeUnit;

/** Vert.x that is shut down by its own means, and waits at most half a minute. */
public final class VertxGracefulApp {
  private VertxGracefulApp() {}

  public static void main(String[] args) throws Exception {
    HttpServer server = new VertxApp().start(new Args(args).listens.get(0));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "vertx-hook"));
    Say.ready(server.actualPort());
  }

  private static void stop(HttpServer server) {
    long began = System.currentTimeMillis();
    server.shutdown(30, TimeUnit.SECONDS).toCompletionStage().toCompletableFuture().join();
    Say.line("CLOSED " + (System.currentTimeMillis() - began));
  }
}
