package io.github.drainagent.it.app;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** The accept loop of every tutorial: one thread accepts, one thread for each connection. */
final class SocketServer {
  private final ServerSocket listener;
  private final boolean daemon;

  SocketServer(ServerSocket listener, boolean daemon) {
    this.listener = listener;
    this.daemon = daemon;
  }

  static ServerSocket bind(String spec) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.bind(Args.address(spec), 128);
    return listener;
  }

  void start() {
    thread("acceptor-" + listener.getLocalPort(), this::accept).start();
    Say.ready(listener.getLocalPort());
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        thread(
                "connection-" + socket.getPort(),
                new Conversation(socket.getInputStream(), socket.getOutputStream(), socket))
            .start();
      }
    } catch (IOException e) {
      if (!listener.isClosed()) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(daemon);
    return thread;
  }
}
