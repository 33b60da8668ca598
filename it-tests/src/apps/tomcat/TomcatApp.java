package io.github.drainagent.it.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.AprLifecycleListener;
import org.apache.catalina.startup.Tomcat;

/** Embedded Tomcat with one servlet; {@code --nio2} for the asynchronous channels. */
public final class TomcatApp {
  /** It warns when the machine was slow to make its first session id. */
  private static final Logger SESSION_IDS =
      Logger.getLogger("org.apache.catalina.util.SessionIdGeneratorBase");

  private TomcatApp() {}

  public static void main(String[] args) throws IOException, LifecycleException {
    Logger.getLogger("").setLevel(Level.WARNING);
    SESSION_IDS.setLevel(Level.SEVERE);
    Say.hook();
    Args options = new Args(args);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    String kind = options.has("--apr") ? "Apr" : options.has("--nio2") ? "Nio2" : "Nio";
    if (kind.equals("Apr")) {
      tomcat.getServer().addLifecycleListener(new AprLifecycleListener());
    }
    for (String spec : options.listens) {
      InetSocketAddress address = Args.address(spec);
      Connector connector = new Connector("org.apache.coyote.http11.Http11" + kind + "Protocol");
      connector.setProperty("address", address.getHostString());
      connector.setProperty("maxKeepAliveRequests", "-1");
      connector.setPort(address.getPort());
      tomcat.getService().addConnector(connector);
    }
    Context context = tomcat.addContext("", null);
    Wrapper servlet = Tomcat.addServlet(context, "endpoints", new EndpointServlet());
    servlet.setAsyncSupported(true);
    servlet.addMapping("/*");
    tomcat.start();
    for (Connector connector : tomcat.getService().findConnectors()) {
      Say.ready(connector.getLocalPort());
    }
    tomcat.getServer().await();
  }
}
