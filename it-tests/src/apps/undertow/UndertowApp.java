package io.github.drainagent.it.app;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Undertow with one handler on its worker threads; {@code --graceful} for Undertow's own graceful
 * shutdown.
 */
public final class UndertowApp {
  private static final long STOP_MILLIS = 25_000;
  private static final ExecutorService POOL = Executors.newCachedThreadPool();

  private UndertowApp() {}

  public static void main(String[] args) {
    Logger.getLogger("").setLevel(Level.WARNING);
    Say.hook();
    Undertow.Builder builder = Undertow.builder().setIoThreads(2).setWorkerThreads(128);
    Args options = new Args(args);
    for (String spec : options.listens) {
      InetSocketAddress address = Args.address(spec);
      builder.addHttpListener(address.getPort(), address.getHostString());
    }
    HttpHandler handler = new BlockingHandler(UndertowApp::handle);
    Undertow server =
        options.has("--graceful") ? graceful(builder, handler) : plain(builder, handler);
    server.start();
    for (Undertow.ListenerInfo listener : server.getListenerInfo()) {
      Say.ready(((InetSocketAddress) listener.getAddress()).getPort());
    }
  }

  private static Undertow plain(Undertow.Builder builder, HttpHandler handler) {
    return builder.setHandler(handler).build();
  }

  /** As it is done in a shutdown hook: say no, wait for what is in flight, close. */
  private static Undertow graceful(Undertow.Builder builder, HttpHandler handler) {
    GracefulShutdownHandler door = new GracefulShutdownHandler(handler);
    Undertow server = plain(builder, door);
    Runnable stop =
        () -> {
          door.shutdown();
          try {
            door.awaitShutdown(STOP_MILLIS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          server.stop();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
    return server;
  }

  static void handle(HttpServerExchange exchange) throws IOException {
    String query = exchange.getQueryString();
    Target target =
        new Target(exchange.getRequestMethod().toString(), exchange.getRequestPath() + "?" + query);
    if (target.path.equals("/async")) {
      exchange.dispatch(POOL, () -> answerAndEnd(exchange, target));
    } else {
      answer(exchange, target);
    }
  }

  private static void answerAndEnd(HttpServerExchange exchange, Target target) {
    try {
      answer(exchange, target);
    } catch (IOException clientGone) {
      // nobody is left to tell
    }
    exchange.endExchange();
  }

  private static void answer(HttpServerExchange exchange, Target target) throws IOException {
    long bodyLength = Bodies.count(target, exchange.getInputStream());
    Endpoints.blocking(target, bodyLength, new ExchangeReply(exchange));
  }

  private static final class ExchangeReply implements Reply {
    private final HttpServerExchange exchange;
    private final OutputStream out;

    ExchangeReply(HttpServerExchange exchange) {
      this.exchange = exchange;
      this.out = exchange.getOutputStream();
    }

    @Override
    public void whole(int status, String text) throws IOException {
      exchange.setStatusCode(status);
      exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, text.length());
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.close();
    }

    @Override
    public void chunk(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    @Override
    public void end() throws IOException {
      out.close();
    }
  }
}
