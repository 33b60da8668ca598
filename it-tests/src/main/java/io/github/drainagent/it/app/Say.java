package io.github.drainagent.it.app;

/** The only lines that a sample server prints. */
final class Say {
  private static final int LAST_THINGS_MILLIS = 500;

  private Say() {}

  static void ready(Object port) {
    line("READY " + port);
  }

  /**
   * When the application was told of the exit, for tests that ask whether that was after the last
   * response.
   */
  static void hook() {
    Thread hook = new Thread(() -> line("HOOK " + System.currentTimeMillis()), "app-hook");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      // a test's TERM was faster than the application
    }
  }

  /** The JVM's exit takes as long as that of an application with things to do. */
  static void exitSlowly() {
    Runtime.getRuntime().addShutdownHook(new Thread(Say::lastThings, "app-last-things"));
  }

  private static void lastThings() {
    try {
      Thread.sleep(LAST_THINGS_MILLIS);
    } catch (InterruptedException e) {
      // then they are not done
    }
  }

  static void line(String text) {
    System.out.println(text);
    System.out.flush();
  }
}
