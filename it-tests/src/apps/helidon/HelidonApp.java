package io.github.drainagent.it.app;

import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Helidon 4: a virtual thread for each request. */
public final class HelidonApp {
  private HelidonApp() {}

  public static void main(String[] args) {
    Logger.getLogger("").setLevel(Level.WARNING);
    Say.hook();
    for (String spec : new Args(args).listens) {
      InetSocketAddress address = Args.address(spec);
      WebServer server =
          WebServer.builder()
              .host(address.getHostString())
              .port(address.getPort())
              // as other servers have it by themselves
              .connectionOptions(options -> options.tcpNoDelay(true))
              .routing(routing -> routing.any(HelidonApp::handle))
              .build()
              .start();
      Say.ready(server.port());
    }
  }

  private static void handle(ServerRequest request, ServerResponse response) throws IOException {
    Target target =
        new Target(
            request.prologue().method().text(),
            request.path().path() + "?" + request.query().rawValue());
    long bodyLength =
        request.content().hasEntity() ? Bodies.count(target, request.content().inputStream()) : 0;
    Endpoints.blocking(target, bodyLength, new StreamReply(response));
  }

  private static final class StreamReply implements Reply {
    private final ServerResponse response;
    private OutputStream out;

    StreamReply(ServerResponse response) {
      this.response = response;
    }

    @Override
    public void whole(int status, String text) {
      response.status(Status.create(status));
      response.send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void chunk(String text) throws IOException {
      if (out == null) {
        out = response.outputStream();
      }
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    @Override
    public void end() throws IOException {
      out.close();
    }
  }
}
