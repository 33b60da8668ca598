package io.github.drainagent.it.app;

import java.util.concurrent.CountDownLatch;

/** Has a server's class, and never a listener. */
public final class InSightApp {
  private InSightApp() {}

  public static void main(String[] args) throws Exception {
    Say.hook();
    Class<?> server =
        Class.forName(
            "com.sun.net.httpserver.HttpServer", false, InSightApp.class.getClassLoader());
    Say.ready(server.getSimpleName() + " in sight");
    new CountDownLatch(1).await();
  }
}
