package io.github.drainagent.it.app;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** HTTP/1.1 with WebSockets, and HTTP/2 in clear text. */
public final class ProtocolsUndertowApp {
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor();

  private ProtocolsUndertowApp() {}

  public static void main(String[] args) {
    Logger.getLogger("").setLevel(Level.WARNING);
    Say.hook();
    InetSocketAddress address = Args.address(args[0]);
    Undertow server =
        Undertow.builder()
            .addHttpListener(address.getPort(), address.getHostString())
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setHandler(
                Handlers.path(ProtocolsUndertowApp::answer)
                    .addExactPath(
                        "/ws", Handlers.websocket((exchange, channel) -> channel.resumeReceives()))
                    .addExactPath(
                        "/events", Handlers.serverSentEvents((connection, id) -> event(connection)))
                    .addExactPath("/flood", new BlockingHandler(ProtocolsUndertowApp::flood)))
            .build();
    server.start();
    InetSocketAddress bound = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    Say.ready(bound.getPort());
  }

  private static void answer(HttpServerExchange exchange) {
    if (exchange.getRequestPath().equals("/slow")) {
      Target target = new Target("GET", "/slow?" + exchange.getQueryString());
      exchange.dispatch(
          exchange.getIoThread(),
          () -> {
            int millis = target.number("ms", 100);
            exchange.getIoThread().executeAfter(() -> ok(exchange), millis, TimeUnit.MILLISECONDS);
          });
    } else {
      ok(exchange);
    }
  }

  private static void ok(HttpServerExchange exchange) {
    exchange.getResponseSender().send("ok\n");
  }

  /** Events without a pause, until they are refused. */
  private static void flood(HttpServerExchange exchange) throws IOException {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
    byte[] event = "data: tick\n\n".getBytes(StandardCharsets.US_ASCII);
    while (true) {
      exchange.getOutputStream().write(event);
      exchange.getOutputStream().flush();
    }
  }

  private static void event(ServerSentEventConnection connection) {
    if (connection.isOpen()) {
      connection.send("tick");
      TIMER.schedule(() -> event(connection), 100, TimeUnit.MILLISECONDS);
    }
  }
}
