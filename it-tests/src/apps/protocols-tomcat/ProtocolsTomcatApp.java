package io.github.drainagent.it.app;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.websocket.server.WsSci;

/** HTTP/1.1 with WebSockets, and HTTP/2 in clear text. */
public final class ProtocolsTomcatApp {
  /** It warns when the machine was slow to make its first session id. */
  private static final Logger SESSION_IDS =
      Logger.getLogger("org.apache.catalina.util.SessionIdGeneratorBase");

  private ProtocolsTomcatApp() {}

  public static void main(String[] args) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    SESSION_IDS.setLevel(Level.SEVERE);
    Say.hook();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
    Connector connector = new Connector();
    connector.setPort(Args.address(args[0]).getPort());
    connector.addUpgradeProtocol(new Http2Protocol());
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", null);
    context.addServletContainerInitializer(new WsSci(), null);
    context.addServletContainerInitializer((classes, servlets) -> webSocket(servlets), null);
    Tomcat.addServlet(context, "paths", new ProtocolsServlet()).setAsyncSupported(true);
    context.addServletMappingDecoded("/*", "paths");
    tomcat.start();
    Say.ready(connector.getLocalPort());
    tomcat.getServer().await();
  }

  private static void webSocket(ServletContext servlets) throws ServletException {
    ServerContainer container =
        (ServerContainer) servlets.getAttribute(ServerContainer.class.getName());
    try {
      container.addEndpoint(ServerEndpointConfig.Builder.create(Silent.class, "/ws").build());
    } catch (DeploymentException e) {
      throw new ServletException(e);
    }
  }

  /** A WebSocket that has nothing to say. */
  public static final class Silent extends Endpoint {
    @Override
    public void onOpen(Session session, EndpointConfig config) {
      // it listens to nothing
    }
  }
}
