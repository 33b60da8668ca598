package io.github.drainagent.it.app;

import java.io.IOException;

/** A server of daemon threads: the JVM ends when main returns, which is at the end of its input. */
public final class StdinApp {
  private StdinApp() {}

  public static void main(String[] args) throws IOException {
    Say.hook();
    for (String spec : new Args(args).listens) {
      new SocketServer(SocketServer.bind(spec), true).start();
    }
    Bodies.count(System.in);
  }
}
