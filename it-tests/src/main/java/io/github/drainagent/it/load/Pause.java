package io.github.drainagent.it.load;

/** A client's think time. */
final class Pause {
  private Pause() {}

  static void millis(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      // the load is being stopped; the loops look at the interrupt flag
      Thread.currentThread().interrupt();
    }
  }
}
