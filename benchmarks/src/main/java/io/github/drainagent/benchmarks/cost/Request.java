package io.github.drainagent.benchmarks.cost;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The smallest request. */
final class Request {
  private Request() {}

  /** Returns with the first bytes of the answer. */
  static void fast(int port) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(bytes("/fast"));
      if (socket.getInputStream().read() < 0) {
        throw new IOException("no answer");
      }
    }
  }

  static byte[] bytes(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
