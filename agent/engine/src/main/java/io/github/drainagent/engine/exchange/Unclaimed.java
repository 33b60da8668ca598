package io.github.drainagent.engine.exchange;

/**
 * The connections that no connector has claimed: as long as there are any, reads and writes are
 * watched.
 */
final class Unclaimed {

  private int count;

  synchronized void add(Connection connection) {
    if (!connection.watched) {
      connection.watched = true;
      if (count++ == 0) {
        DrainDispatcher.watching = true;
      }
    }
  }

  synchronized void remove(Connection connection) {
    if (connection.watched) {
      connection.watched = false;
      if (--count == 0) {
        DrainDispatcher.watching = false;
      }
    }
  }
}
