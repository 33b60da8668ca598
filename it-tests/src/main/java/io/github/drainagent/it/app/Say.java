package io.github.drainagent.it.app;

/** The only lines that a sample server prints. */
final class Say {
  private Say() {}

  static void ready(Object port) {
    line("READY " + port);
  }

  /**
   * When the application was told of the exit, for tests that ask whether that was after the last
   * response.
   */
  static void hook() {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> line("HOOK " + System.currentTimeMillis()), "app-hook"));
  }

  static void line(String text) {
    System.out.println(text);
    System.out.flush();
  }
}
