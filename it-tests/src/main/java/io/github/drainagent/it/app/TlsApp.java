package io.github.drainagent.it.app;

import java.io.IOException;
import java.net.ServerSocket;
import javax.net.ssl.SSLServerSocketFactory;

/** SSLServerSocket with the key store that {@code javax.net.ssl.keyStore} names. */
public final class TlsApp {
  private TlsApp() {}

  public static void main(String[] args) throws IOException {
    Say.hook();
    ServerSocket listener = SSLServerSocketFactory.getDefault().createServerSocket();
    listener.bind(Args.address(args[0]), 128);
    new SocketServer(listener, false).start();
  }
}
