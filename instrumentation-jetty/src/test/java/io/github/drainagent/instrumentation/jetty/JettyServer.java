package io.github.drainagent.instrumentation.jetty;

import java.io.Closeable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** A Jetty that does for each path what a test told it to do. */
final class JettyServer implements Closeable {

  interface Answer {
    void to(Request request, Response response, Callback callback) throws Exception;
  }

  final int port;
  private final Server server = new Server();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  JettyServer() throws Exception {
    HttpConfiguration configuration = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            server,
            new HttpConnectionFactory(configuration),
            new HTTP2CServerConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            Answer answer = answers.get(request.getHttpURI().getPath());
            if (answer != null) {
              answer.to(request, response, callback);
            }
            return answer != null;
          }
        });
    server.start();
    port = connector.getLocalPort();
  }

  JettyServer on(String path, Answer answer) {
    answers.put(path, answer);
    return this;
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
