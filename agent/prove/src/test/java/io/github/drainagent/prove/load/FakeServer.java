package io.github.drainagent.prove.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A listener that treats each connection in one given way. */
public final class FakeServer implements AutoCloseable {

  public static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok\n";

  private static final int GONE_MILLIS = 5_000;

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  private final Thread acceptor;

  public FakeServer(Treatment treatment) throws IOException {
    acceptor = new Thread(() -> serve(treatment), "fake-server");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  public int port() {
    return listener.getLocalPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port() + "/";
  }

  /** Returns when the port is gone: a thread inside accept keeps it a moment longer. */
  @Override
  public void close() throws IOException {
    listener.close();
    try {
      acceptor.join(GONE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Treatment treatment) {
    while (true) {
      try (Socket socket = listener.accept()) {
        treatment.serve(socket);
      } catch (IOException e) {
        if (listener.isClosed()) {
          return;
        }
      }
    }
  }

  /** Reads a request without a body; false when the client has left. */
  public static boolean request(Socket socket) throws IOException {
    int newlines = 0;
    while (newlines < 2) {
      int c = socket.getInputStream().read();
      if (c < 0) {
        return false;
      }
      newlines = c == '\n' ? newlines + 1 : c == '\r' ? newlines : 0;
    }
    return true;
  }

  public static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A close with linger 0 sends RST. */
  static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** What is done with a connection before it is closed. */
  public interface Treatment {
    void serve(Socket socket) throws IOException;
  }
}
