package io.github.drainagent.it.app;

import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;

/** Jetty that stops by its own means, and waits at most half a minute. */
public final class JettyGracefulApp implements LifeCycle.Listener {
  private static final long MOST_MILLIS = 30_000;

  private volatile long began;

  private JettyGracefulApp() {}

  public static void main(String[] args) throws Exception {
    InetSocketAddress address = Args.address(new Args(args).listens.get(0));
    Server server = new Server(address);
    server.setHandler(new GracefulHandler(new JettyApp()));
    server.setStopAtShutdown(true);
    server.setStopTimeout(MOST_MILLIS);
    server.addEventListener(new JettyGracefulApp());
    server.start();
    Say.ready(((ServerConnector) server.getConnectors()[0]).getLocalPort());
    server.join();
  }

  @Override
  public void lifeCycleStopping(LifeCycle server) {
    began = System.currentTimeMillis();
  }

  @Override
  public void lifeCycleStopped(LifeCycle server) {
    Say.line("CLOSED " + (System.currentTimeMillis() - began));
  }
}
