package io.github.drainagent.it.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's own HTTP server with a thread pool. */
public final class HttpServerApp {
  private final ExecutorService pool = Executors.newCachedThreadPool();

  private HttpServerApp() {}

  public static void main(String[] args) throws IOException {
    Say.hook();
    for (String spec : new Args(args).listens) {
      new HttpServerApp().start(spec);
    }
  }

  private void start(String spec) throws IOException {
    HttpServer server = HttpServer.create(Args.address(spec), 128);
    server.setExecutor(pool);
    server.createContext("/", this::handle);
    server.start();
    Say.ready(server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) {
    Target target = new Target(exchange.getRequestMethod(), exchange.getRequestURI().toString());
    if (target.path.equals("/async")) {
      pool.execute(() -> answer(exchange, target));
    } else {
      answer(exchange, target);
    }
  }

  private void answer(HttpExchange exchange, Target target) {
    try {
      Endpoints.blocking(
          target,
          Bodies.count(target, exchange.getRequestBody()),
          new ExchangeReply(exchange, target));
    } catch (IOException clientGone) {
      // nobody is left to tell
    } finally {
      exchange.close();
    }
  }

  private static final class ExchangeReply implements Reply {
    private final HttpExchange exchange;
    private final Target target;
    private boolean committed;

    ExchangeReply(HttpExchange exchange, Target target) {
      this.exchange = exchange;
      this.target = target;
    }

    @Override
    public void whole(int status, String text) throws IOException {
      commit(status, text.length());
      chunk(text);
    }

    @Override
    public void chunk(String text) throws IOException {
      commit(200, 0);
      if (!target.isHead()) {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.ISO_8859_1));
        exchange.getResponseBody().flush();
      }
    }

    @Override
    public void end() {}

    private void commit(int status, int length) throws IOException {
      if (!committed) {
        committed = true;
        exchange.sendResponseHeaders(status, target.isHead() ? -1 : length);
      }
    }
  }
}
