package io.github.drainagent.it.app;

import java.io.IOException;

/** A server whose shutdown hook starts a process and says which. */
public final class ChildApp {
  private ChildApp() {}

  public static void main(String[] args) throws IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(ChildApp::start, "starting-hook"));
    for (String spec : new Args(args).listens) {
      new SocketServer(SocketServer.bind(spec), false).start();
    }
  }

  private static void start() {
    try {
      new ProcessBuilder("sh", "-c", "echo CHILD $$; exec sleep 20").inheritIO().start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
