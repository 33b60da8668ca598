package io.github.drainagent.it.app;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** HTTP/1.1 with WebSockets, each on a virtual thread. */
public final class ProtocolsHelidonApp {
  /** It warns of every handler that finds its client gone. */
  private static final Logger REQUESTS = Logger.getLogger("io.helidon");

  private ProtocolsHelidonApp() {}

  public static void main(String[] args) {
    Logger.getLogger("").setLevel(Level.WARNING);
    REQUESTS.setLevel(Level.SEVERE);
    Say.hook();
    InetSocketAddress address = Args.address(args[0]);
    WebServer server =
        WebServer.builder()
            .host(address.getHostString())
            .port(address.getPort())
            .routing(routing -> routing.any(ProtocolsHelidonApp::handle))
            .addRouting(WsRouting.builder().endpoint("/ws", new Silent()))
            .build()
            .start();
    Say.ready(server.port());
  }

  private static void handle(ServerRequest request, ServerResponse response) throws Exception {
    Target target = new Target("GET", request.path().path() + "?" + request.query().rawValue());
    if (target.path.equals("/events")) {
      events(response);
    } else {
      Thread.sleep(target.path.equals("/slow") ? target.number("ms", 100) : 0);
      response.send("ok\n");
    }
  }

  /** Ends when the client is gone, with the exception that says so. */
  private static void events(ServerResponse response) throws IOException, InterruptedException {
    response.header("Content-Type", "text/event-stream");
    OutputStream out = response.outputStream();
    while (true) {
      out.write("data: tick\n\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      Thread.sleep(100);
    }
  }

  /** A WebSocket that has nothing to say. */
  private static final class Silent implements WsListener {}
}
