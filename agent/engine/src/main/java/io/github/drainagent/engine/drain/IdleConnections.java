package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import java.util.concurrent.TimeUnit;

/**
 * Lets connections of HTTP go on which nothing is in flight. Until a grace is over, a client of
 * HTTP/1 that sends another request is answered, with {@code Connection: close}; after it a FIN
 * goes out. A client of HTTP/2 was told, and hangs up when it has everything: it gets a FIN only
 * where it does not.
 */
final class IdleConnections {

  /** At each look one in so many gets its FIN: with a look each 5 ms a quarter of a second. */
  private static final int SHARE = 50;

  /** But these at least. */
  private static final int AT_ONCE = 10;

  /**
   * The JDK's HttpClient takes what its application has not read yet out of its hands when the
   * connection ends ({@code jdk.internal.net.http.Stream.schedule}, JDK 25).
   */
  private static final long HANGING_UP = TimeUnit.SECONDS.toNanos(1);

  /** So many times as long for one on which something still moves: it may be PINGs. */
  private static final int AT_MOST = 5;

  private final long grace;
  private final long hangingUp;
  private final Fin fin;
  private final Pace pace = new Pace();

  /** The most that were open at a look: a share of what is left would get smaller and smaller. */
  private int most;

  /**
   * @param grace nanoseconds
   */
  IdleConnections(long grace, Fin fin) {
    this.grace = grace;
    this.hangingUp = Math.min(grace, HANGING_UP);
    this.fin = fin;
  }

  /** A look begins, at so many open connections. */
  void next(int open, long now) {
    most = Math.max(most, open);
    pace.next(Math.max(AT_ONCE, most / SHARE), now);
  }

  /**
   * @param usableFor nanoseconds since it was accepted or the listeners closed, what came later
   */
  void ofHttp1(Connection connection, InFlight inFlight, long usableFor) {
    if (usableFor >= grace && pace.hasRoom() && connection.isIdle(inFlight.exchanges())) {
      fin.whenQuiet(connection);
      count(connection);
    }
  }

  /** One whose client has been told, or is about to be. */
  void ofHttp2(Connection connection, InFlight inFlight, long now) {
    long since = connection.sinceFirstIdle(inFlight.exchanges(), now);
    if (since >= hangingUp && pace.hasRoom() && connection.isIdle(inFlight.exchanges())) {
      if (since < AT_MOST * hangingUp) {
        fin.whenQuietFor((int) TimeUnit.NANOSECONDS.toMillis(hangingUp), connection);
      } else {
        fin.whenQuiet(connection);
      }
      count(connection);
    }
  }

  private void count(Connection connection) {
    if (connection.isLetGo()) {
      pace.passed();
    }
  }
}
