package io.github.drainagent.it.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** For servers that can't say which one they were given. */
public final class FreePort {
  private FreePort() {}

  /** One that nobody had a moment ago. */
  public static int any() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The wanted port, or a free one where that is 0. */
  static int insteadOf(InetSocketAddress wanted) throws IOException {
    return wanted.getPort() == 0 ? any() : wanted.getPort();
  }
}
