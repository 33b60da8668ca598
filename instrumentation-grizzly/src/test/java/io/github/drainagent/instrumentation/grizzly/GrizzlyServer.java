package io.github.drainagent.instrumentation.grizzly;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Certificate;
import io.github.drainagent.instrumentation.testing.TestServer;
import io.github.drainagent.instrumentation.testing.Woven;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.jspecify.annotations.Nullable;

/** A Grizzly, with or without TLS. */
final class GrizzlyServer implements TestServer {

  static final Woven WOVEN = new Woven(new GrizzlyFamily());

  /** It tells of every handler that throws; held, or it would be collected. */
  private static final Logger LOG = Logger.getLogger("org.glassfish.grizzly");

  private final HttpServer server = new HttpServer();
  private final NetworkListener listener = new NetworkListener("http", "127.0.0.1", 0);
  private final @Nullable Certificate certificate;

  GrizzlyServer(Call.Answer answer, @Nullable Certificate certificate) throws IOException {
    LOG.setLevel(Level.OFF);
    this.certificate = certificate;
    if (certificate != null) {
      listener.setSecure(true);
      listener.setSSLEngineConfig(
          new SSLEngineConfigurator(certificate.context, false, false, false));
    }
    server.addListener(listener);
    server.getServerConfiguration().addHttpHandler(handler(answer), "/");
    server.start();
  }

  private static HttpHandler handler(Call.Answer answer) {
    return new HttpHandler() {
      @Override
      public void service(Request request, Response response) throws Exception {
        answer.to(new Blocking(request, response));
      }
    };
  }

  @Override
  public Woven woven() {
    return WOVEN;
  }

  @Override
  public int port() {
    return listener.getPort();
  }

  @Override
  public @Nullable SSLContext tls() {
    return certificate == null ? null : certificate.context;
  }

  @Override
  public int readsOfABodyThatNobodyReads() {
    return 8 << 20;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  /** One request and its response, which may also go on later. */
  static final class Blocking implements Call {

    private final Request request;
    final Response response;

    Blocking(Request request, Response response) {
      this.request = request;
      this.response = response;
    }

    @Override
    public String path() {
      return request.getRequestURI();
    }

    @Override
    public String body() throws IOException {
      InputStream in = request.getInputStream();
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        all.write(b);
      }
      return all.toString("ISO-8859-1");
    }

    @Override
    public void type(String type) {
      response.setContentType(type);
    }

    @Override
    public void write(String text) throws IOException {
      response.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      response.flush();
    }

    @Override
    public void end(String text) throws IOException {
      if (!response.isCommitted()) {
        response.setContentLength(text.length());
      }
      response.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void nothing() {
      response.setStatus(204);
    }

    @Override
    public void upgrade() throws IOException {
      response.setStatus(101);
      response.setHeader("Connection", "Upgrade");
      response.setHeader("Upgrade", "chat");
      response.flush();
    }
  }
}
