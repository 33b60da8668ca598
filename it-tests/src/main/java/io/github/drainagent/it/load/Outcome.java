package io.github.drainagent.it.load;

/** How an attempt ended, seen from the client. */
public enum Outcome {
  COMPLETE("a whole answer", false),
  REFUSED("no connection: ECONNREFUSED, a load balancer tries the next server", false),
  RESET("connected, then reset before any byte of an answer", true),
  EMPTY("connected, then closed before any byte of an answer", true),
  PARTIAL("an answer that broke off, or was not the one asked for", true),
  SERVER_ERROR("a whole answer with a status of 500 or more", true),
  TIMED_OUT("no answer, or not the whole of it, in time", true),
  STALE(
      "a kept-alive connection that went before any byte of the next answer: may be retried",
      false);

  private final String description;
  private final boolean lost;

  Outcome(String description, boolean lost) {
    this.description = description;
    this.lost = lost;
  }

  public String description() {
    return description;
  }

  /** Whether somebody has to be told that it did not work. */
  public boolean isLost() {
    return lost;
  }
}
