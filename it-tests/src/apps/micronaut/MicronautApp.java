package io.github.drainagent.it.app;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** Micronaut's HTTP server with one controller. */
public final class MicronautApp {
  private MicronautApp() {}

  public static void main(String[] args) {
    Say.hook();
    InetSocketAddress address = Args.address(new Args(args).listens.get(0));
    Map<String, Object> settings = new HashMap<>();
    settings.put("micronaut.server.host", address.getHostString());
    settings.put("micronaut.server.port", address.getPort() == 0 ? -1 : address.getPort());
    settings.put("micronaut.server.netty.use-native-transport", false);
    EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, settings);
    Say.ready(server.getPort());
  }
}
