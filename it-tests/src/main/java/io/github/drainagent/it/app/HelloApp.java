package io.github.drainagent.it.app;

/** No server at all. */
public final class HelloApp {
  private HelloApp() {}

  public static void main(String[] args) {
    Say.line("hello");
  }
}
