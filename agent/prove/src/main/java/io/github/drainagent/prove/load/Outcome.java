package io.github.drainagent.prove.load;

/** How an attempt ended, seen from the client. Declared in the order of the report's rows. */
public enum Outcome {
  COMPLETE("complete", "0", false, "a whole answer"),
  REFUSED("refused", "7", false, "no connection: a load balancer tries the next server"),
  RESET("reset", "56", true, "connected, then reset before any byte of an answer"),
  EMPTY("empty reply", "52", true, "connected, then closed before any byte of an answer"),
  PARTIAL("half an answer", "18", true, "an answer that broke off, or was none"),
  SERVER_ERROR("5xx", "22", true, "a whole answer with a status of 500 or more"),
  OTHER_STATUS("other status", "22", true, "a status that no answer had before TERM"),
  TIMED_OUT("timed out", "28", true, "no connection or no whole answer in time"),
  STALE(
      "stale kept-alive",
      "-",
      false,
      "sent on a kept-alive connection as the server closed it: a GET may be sent again");

  private final String words;
  private final String curl;
  private final boolean lost;
  private final String description;

  Outcome(String words, String curl, boolean lost, String description) {
    this.words = words;
    this.curl = curl;
    this.lost = lost;
    this.description = description;
  }

  /**
   * The exit code of curl (its manual's EXIT CODES) for a client to whom this happens, 5xx and
   * other statuses with {@code --fail}. For a stale connection there is none: curl itself tries
   * again.
   */
  public String curl() {
    return curl;
  }

  /** Whether somebody has to be told that a request which may be repeated did not work. */
  public boolean isLost() {
    return lost;
  }

  /**
   * Whether somebody has to be told that it did not work. What is not idempotent must not be sent
   * again by the client on its own (RFC 9110, 9.2.2), so there a stale connection is a loss too.
   */
  public boolean isLost(boolean idempotent) {
    return lost || (this == STALE && !idempotent);
  }

  public String description() {
    return description;
  }

  @Override
  public String toString() {
    return words;
  }
}
