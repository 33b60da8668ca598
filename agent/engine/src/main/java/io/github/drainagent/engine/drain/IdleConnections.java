package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Traffic;
import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.spi.Connector;
import java.io.FileDescriptor;
import java.util.concurrent.TimeUnit;

/**
 * Lets connections go on which nothing is in flight.
 *
 * <p>Where a connector tells, a FIN goes to the client after a short grace, in which a client that
 * sends another request is answered, with {@code Connection: close}. Where nobody knows the
 * protocol, the server is made to read the end of input once the connection has been still for a
 * while: it finishes what it is writing and closes, as if the client had gone.
 */
public final class IdleConnections {

  static final long GRACE = TimeUnit.SECONDS.toNanos(1);

  /** A streamed response of an unknown server may pause for so long. */
  private static final long STILL = TimeUnit.SECONDS.toNanos(1);

  /** The same once a further request has come in since the start: it is no single long stream. */
  private static final long STILL_BETWEEN_REQUESTS = TimeUnit.MILLISECONDS.toNanos(100);

  /** From then on any gap between an answer and the next request will do. */
  private static final long ANY_GAP_AFTER = TimeUnit.SECONDS.toNanos(2);

  private final JdkNatives natives;
  private final Descriptors descriptors;

  public IdleConnections(JdkNatives natives, Descriptors descriptors) {
    this.natives = natives;
    this.descriptors = descriptors;
  }

  /**
   * Lets it go if nothing is in flight on it.
   *
   * @param age nanoseconds since responses began to say close
   */
  void letGoIfIdle(Connection connection, InFlight inFlight, long age, long now) {
    Connector connector = connection.connector();
    Object serverObject = connection.serverObject();
    connection.traffic().sample(now);
    boolean known = connector != null && serverObject != null;
    boolean idle =
        connector != null && serverObject != null
            ? age >= GRACE
                && !connection.isBusy(inFlight.exchanges())
                && connector.idle(serverObject)
            : isStill(connection.traffic(), age, now);
    if (idle) {
      letGo(connection, known);
    }
  }

  private static boolean isStill(Traffic traffic, long age, long now) {
    if (traffic.isUnanswered()) {
      return false;
    }
    long needed = STILL;
    if (traffic.turnsSinceStart() > 0) {
      needed = age > ANY_GAP_AFTER ? 0 : STILL_BETWEEN_REQUESTS;
    }
    return traffic.stillFor(now) >= needed;
  }

  private void letGo(Connection connection, boolean known) {
    Object transport = connection.transport();
    try {
      FileDescriptor fd = transport == null ? null : descriptors.of(transport);
      if (fd != null) {
        if (natives.isReadable(fd)) {
          return; // a request has just come in, or the client has hung up: the server is about to
          // see
        }
        if (known) {
          natives.endOutput(fd);
        } else {
          natives.endInput(fd);
        }
      }
    } catch (Throwable closedMeanwhile) {
      return; // closed meanwhile; if not, it is tried again
    }
    connection.setLetGo();
  }
}
