package io.github.drainagent.it.app;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** Vert.x with one handler on its event loops. */
public final class VertxApp {
  private final Vertx vertx = Vertx.vertx();

  VertxApp() {}

  public static void main(String[] args) throws Exception {
    Say.hook();
    VertxApp app = new VertxApp();
    for (String spec : new Args(args).listens) {
      Say.ready(app.start(spec).actualPort());
    }
  }

  HttpServer start(String spec) throws Exception {
    InetSocketAddress address = Args.address(spec);
    HttpServer server = vertx.createHttpServer().requestHandler(this::handle);
    Listen.on(server, address.getPort(), address.getHostString());
    return server;
  }

  private void handle(HttpServerRequest request) {
    Target target = new Target(request.method().name(), request.uri());
    AtomicLong bodyLength = new AtomicLong();
    Reply reply = new EventLoopReply(vertx.getOrCreateContext(), request.response());
    request.handler(bytes -> bodyLength.addAndGet(bytes.length()));
    request.endHandler(
        end -> {
          try {
            Endpoints.scheduled(target, bodyLength.get(), reply);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static final class EventLoopReply implements Reply {
    private final Context loop;
    private final HttpServerResponse response;

    EventLoopReply(Context loop, HttpServerResponse response) {
      this.loop = loop;
      this.response = response;
    }

    @Override
    public void whole(int status, String text) {
      loop.runOnContext(now -> response.setStatusCode(status).end(text));
    }

    @Override
    public void chunk(String text) {
      loop.runOnContext(now -> write(text));
    }

    private void write(String text) {
      if (!response.headWritten()) {
        response.setChunked(true);
      }
      response.write(text);
    }

    @Override
    public void end() {
      loop.runOnContext(now -> response.end());
    }
  }
}
