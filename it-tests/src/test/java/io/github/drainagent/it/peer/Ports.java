package io.github.drainagent.it.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that stay free while their server is away. */
final class Ports {
  /**
   * Below the range of which the kernel takes ports for clients (ip_local_port_range, from 32768):
   * one of these would have the port when its server comes back.
   */
  private static final int FROM = 20_000;

  private static final int TO = 32_000;
  private static final int TRIES = 100;

  private Ports() {}

  static int free() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FROM, TO);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // the next one
      }
    }
    throw new IllegalStateException("no free port from " + FROM + " to " + TO);
  }
}
