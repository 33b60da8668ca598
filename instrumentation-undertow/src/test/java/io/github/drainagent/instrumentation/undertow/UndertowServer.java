package io.github.drainagent.instrumentation.undertow;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.TestServer;
import io.github.drainagent.instrumentation.testing.Woven;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** An Undertow that does for each path what a test told it to do. */
final class UndertowServer implements TestServer {

  static final Woven WOVEN = new Woven(new UndertowFamily());

  private final Undertow server;
  private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
  private final HttpHandler otherwise;
  private final @Nullable SSLContext tls;

  UndertowServer() {
    this(Call::nothing);
  }

  /**
   * @param answer for every path that {@link #on} does not tell of
   */
  UndertowServer(Call.Answer answer) {
    this(answer, null);
  }

  /** With TLS there is no HTTP/2, which would have its say before a connection is one of HTTP. */
  UndertowServer(Call.Answer answer, @Nullable SSLContext tls) {
    this.tls = tls;
    otherwise = new BlockingHandler(exchange -> answer.to(new Blocking(exchange)));
    Undertow.Builder builder = Undertow.builder();
    builder.setHandler(new HttpContinueReadHandler(this::answer));
    builder.setServerOption(UndertowOptions.ENABLE_HTTP2, tls == null);
    server =
        tls == null
            ? builder.addHttpListener(0, "127.0.0.1").build()
            : builder.addHttpsListener(0, "127.0.0.1", tls).build();
    server.start();
  }

  private void answer(HttpServerExchange exchange) throws Exception {
    if (tls != null) {
      exchange.setDispatchExecutor(task -> workerBehindTheListener(exchange, task));
    }
    answers.getOrDefault(exchange.getRequestPath(), otherwise).handleRequest(exchange);
  }

  /**
   * Under TLS Undertow's IO thread looks after a listener whether to go on reading, and then stops
   * reading. A worker that ends the exchange between the two is not heard, and the client's next
   * request never answered, in plain Undertow too (SslConduit.SslReadReadyHandler; seen once in
   * 24,000 with -Xint on two cores). So the worker comes after both.
   */
  private static void workerBehindTheListener(HttpServerExchange exchange, Runnable task) {
    exchange.getIoThread().execute(() -> exchange.getConnection().getWorker().execute(task));
  }

  UndertowServer on(String path, HttpHandler answer) {
    answers.put(path, answer);
    return this;
  }

  @Override
  public Woven woven() {
    return WOVEN;
  }

  @Override
  public int port() {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  @Override
  public @Nullable SSLContext tls() {
    return tls;
  }

  /** A worker that closes waits for the client's end, which an IO thread may stop listening to. */
  @Override
  public boolean noticesEveryEnd() {
    return false;
  }

  @Override
  public void close() {
    server.stop();
  }

  private static final class Blocking implements Call {

    private final HttpServerExchange exchange;

    Blocking(HttpServerExchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public String path() {
      return exchange.getRequestPath();
    }

    @Override
    public String body() throws IOException {
      InputStream in = exchange.getInputStream();
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        all.write(b);
      }
      return all.toString("ISO-8859-1");
    }

    @Override
    public void type(String type) {
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
    }

    @Override
    public void header(String name, String value) {
      exchange.getResponseHeaders().put(HttpString.tryFromString(name), value);
    }

    @Override
    public void write(String text) throws IOException {
      exchange.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      exchange.getOutputStream().flush();
    }

    @Override
    public void end(String text) throws IOException {
      if (!exchange.isResponseStarted()) {
        exchange.setResponseContentLength(text.length());
      }
      exchange.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      exchange.getOutputStream().close();
    }

    @Override
    public void nothing() {
      exchange.setStatusCode(204);
    }

    @Override
    public void upgrade() {
      exchange.upgradeChannel((connection, last) -> {});
    }
  }
}
