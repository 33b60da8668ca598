package io.github.drainagent.instrumentation.httpserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.TestServer;
import io.github.drainagent.instrumentation.testing.Woven;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's HttpServer with a thread for each request. */
final class JdkServer implements TestServer {

  static final Woven WOVEN = new Woven(new HttpServerFamily());

  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final HttpServer server;

  /**
   * @param answer for every path that {@link #on} does not tell of
   */
  JdkServer(Call.Answer answer) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(pool);
    on("/", exchange -> answer(exchange, answer));
    server.start();
  }

  private static void answer(HttpExchange exchange, Call.Answer answer) throws IOException {
    try {
      answer.to(new Blocking(exchange));
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  JdkServer on(String path, HttpHandler handler) {
    server.createContext(path, handler);
    return this;
  }

  @Override
  public Woven woven() {
    return WOVEN;
  }

  @Override
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public boolean answersForAHandlerThatThrows() {
    return false;
  }

  /** It has no way to hand a connection over. */
  @Override
  public boolean canUpgrade() {
    return false;
  }

  @Override
  public int readsOfABodyThatNobodyReads() {
    return 8 << 20;
  }

  @Override
  public void close() {
    server.stop(0);
    pool.shutdownNow();
  }

  private static final class Blocking implements Call {

    private final HttpExchange exchange;

    Blocking(HttpExchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public String path() {
      return exchange.getRequestURI().getPath();
    }

    @Override
    public String body() throws IOException {
      InputStream in = exchange.getRequestBody();
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        all.write(b);
      }
      return all.toString("ISO-8859-1");
    }

    @Override
    public void type(String type) {
      exchange.getResponseHeaders().set("Content-Type", type);
    }

    @Override
    public void write(String text) throws IOException {
      head(0);
      exchange.getResponseBody().write(text.getBytes(StandardCharsets.ISO_8859_1));
      exchange.getResponseBody().flush();
    }

    @Override
    public void end(String text) throws IOException {
      head(exchange.getRequestMethod().equals("HEAD") ? -1 : text.length());
      if (!exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.ISO_8859_1));
      }
      exchange.close();
    }

    /**
     * @param length of the body; 0 for chunks, -1 for none
     */
    private void head(long length) throws IOException {
      if (exchange.getResponseCode() < 0) {
        exchange.sendResponseHeaders(200, length);
      }
    }

    @Override
    public void nothing() throws IOException {
      exchange.sendResponseHeaders(204, -1);
    }

    @Override
    public void upgrade() {
      throw new UnsupportedOperationException();
    }
  }
}
