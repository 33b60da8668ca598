package io.github.drainagent.it.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/** Jetty 12 with one core handler; {@code --graceful} for Jetty's own graceful shutdown. */
public final class JettyApp extends Handler.Abstract {
  private static final long STOP_MILLIS = 25_000;

  private final ExecutorService pool = Executors.newCachedThreadPool();

  JettyApp() {}

  public static void main(String[] args) throws Exception {
    Say.hook();
    Server server = new Server();
    Args options = new Args(args);
    for (String spec : options.listens) {
      ServerConnector connector = new ServerConnector(server);
      connector.setHost(Args.address(spec).getHostString());
      connector.setPort(Args.address(spec).getPort());
      server.addConnector(connector);
    }
    server.setHandler(new JettyApp());
    if (options.has("--graceful")) {
      stopGracefully(server);
    }
    server.start();
    for (Connector connector : server.getConnectors()) {
      Say.ready(((ServerConnector) connector).getLocalPort());
    }
    server.join();
  }

  /** As Jetty's documentation has it. */
  private static void stopGracefully(Server server) {
    GracefulHandler graceful = new GracefulHandler();
    graceful.setHandler(server.getHandler());
    server.setHandler(graceful);
    server.setStopTimeout(STOP_MILLIS);
    server.setStopAtShutdown(true);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    Target target = new Target(request.getMethod(), request.getHttpURI().getPathQuery());
    if (target.path.equals("/async")) {
      pool.execute(() -> answerAndComplete(target, request, response, callback));
    } else {
      answer(target, request, response);
      callback.succeeded();
    }
    return true;
  }

  private static void answerAndComplete(
      Target target, Request request, Response response, Callback callback) {
    try {
      answer(target, request, response);
      callback.succeeded();
    } catch (IOException e) {
      callback.failed(e);
    }
  }

  private static void answer(Target target, Request request, Response response) throws IOException {
    long bodyLength = Bodies.count(target, Content.Source.asInputStream(request));
    Endpoints.blocking(target, bodyLength, new CoreReply(response));
  }

  private static final class CoreReply implements Reply {
    private final Response response;
    private final OutputStream out;

    CoreReply(Response response) {
      this.response = response;
      this.out = Content.Sink.asOutputStream(response);
    }

    @Override
    public void whole(int status, String text) throws IOException {
      response.setStatus(status);
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, text.length());
      chunk(text);
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
