package io.github.drainagent.engine.close;

import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * Handshakes that leave no trace. When a listener has as many half-open handshakes as its backlog
 * allows, the kernel answers a SYN with a cookie and keeps nothing of it (net/ipv4/syncookies.c):
 * no table shows such a handshake, and the ACK that ends it is looked up to the listener.
 */
final class Cookies {

  /** Longer than most round trips; a retransmission of the last ACK is not waited for. */
  private static final long ROUND_TRIP = TimeUnit.MILLISECONDS.toNanos(400);

  /**
   * Where accept queues ran over too, last ACKs were dropped, and clients send their request again
   * and again, at intervals that double.
   */
  private static final long RETRANSMISSIONS = TimeUnit.SECONDS.toNanos(1);

  private final ToLongFunction<String> counters;
  private final long sentAtStart;
  private final long overflowsAtStart;

  /**
   * @param counters the kernel's, by name
   */
  Cookies(ToLongFunction<String> counters) {
    this.counters = counters;
    sentAtStart = sent();
    overflowsAtStart = overflows();
  }

  private long sent() {
    return counters.applyAsLong("SyncookiesSent");
  }

  private long overflows() {
    return counters.applyAsLong("ListenOverflows");
  }

  /** For how many nanoseconds some may still be on their way; 0 if none were ever sent. */
  long onTheirWay() {
    if (sent() == sentAtStart) {
      return 0;
    }
    return overflows() == overflowsAtStart ? ROUND_TRIP : RETRANSMISSIONS;
  }
}
