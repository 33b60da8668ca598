package io.github.drainagent.it.app;

import java.io.IOException;
import java.net.ServerSocket;

/** Closes its first listener by itself; the second one stays. */
public final class SelfClosingApp {
  private SelfClosingApp() {}

  public static void main(String[] args) throws IOException {
    Say.hook();
    ServerSocket first = SocketServer.bind("0");
    new SocketServer(first, false).start();
    new SocketServer(SocketServer.bind("0"), false).start();
    first.close();
    Say.line("CLOSED " + first.getLocalPort());
  }
}
