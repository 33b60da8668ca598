package io.github.drainagent.instrumentation.undertow;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An Undertow that does for each path what a test told it to do. */
final class UndertowServer implements Closeable {

  final int port;
  private final Undertow server;
  private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();

  UndertowServer() {
    server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setHandler(new HttpContinueReadHandler(this::answer))
            .build();
    server.start();
    port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  private void answer(HttpServerExchange exchange) throws Exception {
    HttpHandler answer = answers.get(exchange.getRequestPath());
    if (answer == null) {
      exchange.setStatusCode(404);
    } else {
      answer.handleRequest(exchange);
    }
  }

  UndertowServer on(String path, HttpHandler answer) {
    answers.put(path, answer);
    return this;
  }

  @Override
  public void close() {
    server.stop();
  }
}
