package io.github.drainagent.it.app;

import java.io.IOException;

/**
 * A hand-written ServerSocket server. With {@code --daemon} its threads do not keep the JVM alive.
 */
public final class SocketApp {
  private SocketApp() {}

  public static void main(String[] args) throws IOException {
    Args options = new Args(args);
    Say.hook();
    for (String spec : options.listens) {
      new SocketServer(SocketServer.bind(spec), options.has("--daemon")).start();
    }
  }
}
