package io.github.drainagent.it.app;

import java.io.IOException;

/** A server that writes to stderr without end, like one whose log is at its finest. */
public final class NoisyApp {
  private NoisyApp() {}

  public static void main(String[] args) throws IOException {
    Thread noise =
        new Thread(
            () -> {
              while (true) {
                System.err.println("a line that says nothing, and there are many of them");
              }
            },
            "noise");
    noise.setDaemon(true);
    noise.start();
    SocketApp.main(args);
  }
}
