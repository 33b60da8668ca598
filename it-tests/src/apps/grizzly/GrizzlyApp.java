package io.github.drainagent.it.app;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;

/** Grizzly's HTTP server with one handler on its worker threads. */
public final class GrizzlyApp extends HttpHandler {
  private final ExecutorService pool = Executors.newCachedThreadPool();

  private GrizzlyApp() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Logger.getLogger("").setLevel(Level.WARNING);
    Say.hook();
    HttpServer server = new HttpServer();
    for (String spec : new Args(args).listens) {
      InetSocketAddress address = Args.address(spec);
      NetworkListener listener =
          new NetworkListener(spec, address.getHostString(), address.getPort());
      listener.getKeepAlive().setMaxRequestsCount(-1);
      listener
          .getTransport()
          .setWorkerThreadPoolConfig(
              ThreadPoolConfig.defaultConfig().setCorePoolSize(64).setMaxPoolSize(64));
      server.addListener(listener);
    }
    server.getServerConfiguration().addHttpHandler(new GrizzlyApp(), "/");
    server.start();
    for (NetworkListener listener : server.getListeners()) {
      Say.ready(listener.getPort());
    }
    new CountDownLatch(1).await();
  }

  @Override
  public void service(Request request, Response response) throws IOException {
    Target target =
        new Target(
            request.getMethod().toString(),
            request.getRequestURI() + "?" + request.getQueryString());
    if (target.path.equals("/async")) {
      response.suspend();
      pool.execute(() -> answerAndResume(target, request, response));
    } else {
      answer(target, request, response);
    }
  }

  private static void answerAndResume(Target target, Request request, Response response) {
    try {
      answer(target, request, response);
    } catch (IOException clientGone) {
      // nobody is left to tell
    }
    response.resume();
  }

  private static void answer(Target target, Request request, Response response) throws IOException {
    long bodyLength = Bodies.count(target, request.getInputStream());
    Endpoints.blocking(target, bodyLength, new StreamReply(response));
  }

  private static final class StreamReply implements Reply {
    private final Response response;
    private final OutputStream out;

    StreamReply(Response response) {
      this.response = response;
      this.out = response.getOutputStream();
    }

    @Override
    public void whole(int status, String text) throws IOException {
      response.setStatus(status);
      response.setContentLength(text.length());
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
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
