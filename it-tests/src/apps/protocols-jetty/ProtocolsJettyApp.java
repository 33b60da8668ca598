package io.github.drainagent.it.app;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** HTTP/1.1 with WebSockets, and HTTP/2 in clear text. */
public final class ProtocolsJettyApp {
  private ProtocolsJettyApp() {}

  public static void main(String[] args) throws Exception {
    Say.hook();
    Server server = new Server();
    HttpConfiguration settings = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            server,
            new HttpConnectionFactory(settings),
            new HTTP2CServerConnectionFactory(settings));
    connector.setPort(Args.address(args[0]).getPort());
    server.addConnector(connector);
    WebSocketUpgradeHandler webSockets =
        WebSocketUpgradeHandler.from(
            server,
            container ->
                container.addMapping("/ws", (request, response, callback) -> new Silent()));
    webSockets.setHandler(new Paths());
    server.setHandler(webSockets);
    server.start();
    Say.ready(connector.getLocalPort());
    server.join();
  }

  /** A WebSocket that has nothing to say. */
  public static final class Silent implements Session.Listener.AutoDemanding {}

  private static final class Paths extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Target target = new Target(request.getMethod(), request.getHttpURI().getPathQuery());
      switch (target.path) {
        case "/events":
          response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
          event(request, response, callback);
          break;
        case "/slow":
          later(request, target.number("ms", 100), () -> answer(response, callback));
          break;
        default:
          answer(response, callback);
      }
      return true;
    }

    private static void answer(Response response, Callback callback) {
      Content.Sink.write(response, true, "ok\n", callback);
    }

    private static void event(Request request, Response response, Callback callback) {
      response.write(
          false,
          ByteBuffer.wrap("data: tick\n\n".getBytes(StandardCharsets.US_ASCII)),
          Callback.from(
              () -> later(request, 100, () -> event(request, response, callback)),
              callback::failed));
    }

    private static void later(Request request, int millis, Runnable task) {
      request.getComponents().getScheduler().schedule(task, millis, TimeUnit.MILLISECONDS);
    }
  }
}
