package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Traffic;
import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.spi.Connector;
import java.io.FileDescriptor;
import java.io.IOException;
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
    Traffic traffic = connection.traffic();
    traffic.sample(now);
    if (connection.isLetGo()) {
      return; // its server has still to read the end of its input
    }
    if (connector == null || serverObject == null) {
      if (isStill(traffic, age, now)) {
        letGo(connection, natives::endInput);
      }
    } else if (age >= GRACE
        && !connection.isBusy(inFlight.exchanges())
        && connector.idle(serverObject)) {
      letGo(connection, natives::endOutput);
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

  private void letGo(Connection connection, Ending ending) {
    Object transport = connection.transport();
    try {
      connection.unlessGone(
          () -> {
            FileDescriptor fd = transport == null ? null : descriptors.of(transport);
            if (fd == null || !natives.isReadable(fd) && natives.isWritable(fd)) {
              if (fd != null) {
                ending.end(fd);
              }
              connection.setLetGo();
            }
          });
    } catch (Exception unconnected) {
      // its peer reset it a moment ago; the server is about to see
    }
  }

  /** Which half is ended. */
  private interface Ending {
    void end(FileDescriptor fd) throws IOException;
  }
}
