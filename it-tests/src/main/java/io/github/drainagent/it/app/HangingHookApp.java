package io.github.drainagent.it.app;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A server whose shutdown hook never returns. */
public final class HangingHookApp {
  private HangingHookApp() {}

  public static void main(String[] args) throws IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(HangingHookApp::hang, "hanging-hook"));
    for (String spec : new Args(args).listens) {
      new SocketServer(SocketServer.bind(spec), false).start();
    }
  }

  private static void hang() {
    Say.line("HOOK " + System.currentTimeMillis());
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
