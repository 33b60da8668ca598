package io.github.drainagent.it.app;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.embeddable.GlassFish;
import org.glassfish.embeddable.GlassFishException;
import org.glassfish.embeddable.GlassFishProperties;
import org.glassfish.embeddable.GlassFishRuntime;

/** Embedded GlassFish as it is published, one jar with all of it, with a war. */
public final class GlassfishApp {
  private static final String CONFIG = "configs.config.server-config.";
  private static final String HTTP =
      CONFIG + "network-config.protocols.protocol.http-listener.http.";
  private static final String THREADS = CONFIG + "thread-pools.thread-pool.http-thread-pool.";

  /** One warns that a war at / has no path; its name is another from 7 on. */
  private static final List<Logger> OF_PATHS =
      Arrays.asList(
          Logger.getLogger("javax.enterprise.system.container.web.com.sun.web.security"),
          Logger.getLogger("com.sun.web.security.RealmAdapter"));

  private GlassfishApp() {}

  public static void main(String[] args) throws GlassFishException, IOException {
    // it has much to say of its own start: a certificate that has expired, parts that it lacks
    setConsole(Level.OFF);
    OF_PATHS.forEach(logger -> logger.setLevel(Level.SEVERE));
    Say.hook();
    int port = FreePort.insteadOf(Args.address(new Args(args).listens.get(0)));
    GlassFishProperties properties = new GlassFishProperties();
    properties.setPort("http-listener", port);
    GlassFish server = GlassFishRuntime.bootstrap().newGlassFish(properties);
    server.start();
    server.getCommandRunner().run("set", HTTP + "max-connections=-1");
    server.getCommandRunner().run("set", THREADS + "max-thread-pool-size=64");
    server.getDeployer().deploy(War.ofClassPath().toFile(), "--contextroot=/");
    setConsole(Level.WARNING);
    Say.ready(port);
  }

  private static void setConsole(Level level) {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.setLevel(level);
    }
  }
}
