package io.github.drainagent.it.app;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty with one servlet. */
public final class JettyServletApp {
  private JettyServletApp() {}

  public static void main(String[] args) throws Exception {
    Say.hook();
    Server server = new Server();
    for (String spec : new Args(args).listens) {
      ServerConnector connector = new ServerConnector(server);
      connector.setHost(Args.address(spec).getHostString());
      connector.setPort(Args.address(spec).getPort());
      server.addConnector(connector);
    }
    ServletHolder holder = new ServletHolder(new EndpointServlet());
    holder.setAsyncSupported(true);
    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath("/");
    context.addServlet(holder, "/*");
    server.setHandler(context);
    server.start();
    for (Connector connector : server.getConnectors()) {
      Say.ready(((ServerConnector) connector).getLocalPort());
    }
    server.join();
  }
}
