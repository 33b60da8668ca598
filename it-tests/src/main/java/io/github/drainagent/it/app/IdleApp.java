package io.github.drainagent.it.app;

import java.util.concurrent.CountDownLatch;

/** Lives on without any listener. */
public final class IdleApp {
  private IdleApp() {}

  public static void main(String[] args) throws InterruptedException {
    Say.hook();
    Say.ready("without a listener");
    new CountDownLatch(1).await();
  }
}
