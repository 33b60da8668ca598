package io.github.drainagent.instrumentation.jetty;

import java.io.Closeable;
import java.lang.reflect.Proxy;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * WebSockets that say nothing, in the line on the class path: by name, as every line moved them.
 */
final class WebSocketServer implements Closeable {

  private static final String WEBSOCKET = "org.eclipse.jetty.websocket.";

  final int port;
  private final Server server = new Server();

  WebSocketServer() throws Exception {
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(handler());
    server.start();
    port = connector.getLocalPort();
  }

  private static Handler handler() throws Exception {
    Class<?> type;
    try {
      type = Class.forName(WEBSOCKET + "core.server.WebSocketUpgradeHandler");
    } catch (ClassNotFoundException of9) {
      return (Handler)
          Class.forName(WEBSOCKET + "server.WebSocketHandler$Simple")
              .getConstructor(Class.class)
              .newInstance(Class.forName(WEBSOCKET + "api.WebSocketAdapter"));
    }
    Object handler = type.getConstructor().newInstance();
    Class<?> negotiator = Class.forName(WEBSOCKET + "core.server.WebSocketNegotiator");
    type.getMethod("addMapping", String.class, negotiator)
        .invoke(handler, "/", acceptingAll(negotiator));
    return (Handler) handler;
  }

  private static Object acceptingAll(Class<?> negotiator) {
    return Proxy.newProxyInstance(
        negotiator.getClassLoader(),
        new Class<?>[] {negotiator},
        (proxy, method, arguments) ->
            method.getName().equals("negotiate")
                ? Class.forName(WEBSOCKET + "core.internal.MessageHandler")
                    .getConstructor()
                    .newInstance()
                : null);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
