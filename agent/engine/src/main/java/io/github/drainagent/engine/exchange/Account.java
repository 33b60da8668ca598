package io.github.drainagent.engine.exchange;

/**
 * How an exchange or a connection stands in the ledger. It leaves {@link #OPEN} by compare-and-set,
 * so that what begins or ends just as a drain starts is counted once or not at all, never twice.
 */
final class Account {

  /** Live, and not counted: no drain has begun. */
  static final int OPEN = 0;

  /** Counted as live when the drain began. */
  static final int AT_START = 1;

  /** Counted as begun after that. */
  static final int SINCE = 2;

  static final int GONE = 3;

  private Account() {}
}
