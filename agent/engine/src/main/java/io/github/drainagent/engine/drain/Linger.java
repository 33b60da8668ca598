package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.exchange.Connection;
import io.github.drainagent.engine.exchange.Connections;
import io.github.drainagent.engine.jdk.JavaRelease;
import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.thread.Daemon;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the kernel's socket of a connection that its server closes in a drain until its client has
 * hung up as well. Closed with bytes that nobody has read, or that are still to come, it would be
 * reset, and a reset takes the answer out of the client's hands.
 *
 * <p>The server closes its descriptor as ever and is told nothing. A second descriptor, made in
 * time, is what keeps the socket, and what comes in there is dropped. One thread does it for all of
 * them, while there are any.
 */
public final class Linger implements Runnable {

  private static final boolean IS_JAVA_8 = JavaRelease.current() == 8;

  /** {@code include/uapi/asm-generic/socket.h}. */
  private static final int SO_LINGER = 13;

  /** As long as nginx waits for the next bytes of a client that it has answered. */
  private static final long LIMIT = TimeUnit.SECONDS.toNanos(5);

  /** A client that has sent nothing for so long has sent everything. */
  private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(250);

  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(5);

  /** So that one client that sends without end does not keep the others waiting. */
  private static final int READS_AT_ONCE = 16;

  private final Connections connections;
  private final Descriptors descriptors;
  private final JdkNatives natives;
  private final Set<Stay> stays = ConcurrentHashMap.newKeySet();
  private final byte[] dropped = new byte[64 * 1024];
  private boolean running;

  public Linger(Connections connections, Descriptors descriptors, JdkNatives natives) {
    this.connections = connections;
    this.descriptors = descriptors;
    this.natives = natives;
  }

  /** In a drain, before a server closes a connection; anything else than one is ignored. */
  public void closing(Object transport) throws Exception {
    Connection connection = connections.ofTransport(transport);
    if (connection != null && !connection.isKept() && !isLeftInEpoll(transport)) {
      connection.unlessGone(
          () -> {
            FileDescriptor fd = descriptors.of(transport);
            if (fd != null) {
              stay(fd);
            }
          });
    }
  }

  /**
   * Java 8 closes a channel first and takes it out of its selectors afterwards. Were its socket
   * still there, epoll would go on to tell of it, under a number that is soon another's.
   */
  private static boolean isLeftInEpoll(Object transport) {
    return IS_JAVA_8 && transport instanceof SelectableChannel;
  }

  private void stay(FileDescriptor fd) throws IllegalAccessException {
    if (natives.getOption(fd, JdkNatives.SOL_SOCKET, SO_LINGER) == 0) {
      return; // its server wants the reset
    }
    try {
      natives.endOutput(fd);
      add(new Stay(natives.duplicate(fd)));
    } catch (IOException goneOrNoNumberIsLeft) {
      // then it is closed as it always was
    }
  }

  private synchronized void add(Stay stay) {
    stays.add(stay);
    if (!running) {
      running = true;
      Daemon.thread("drain-agent-linger", this).start();
    }
  }

  /** Whether the thread may end: who comes later starts another. */
  private synchronized boolean isDone() {
    running = !stays.isEmpty();
    return !running;
  }

  /** Whether clients are still sending. */
  boolean isReceiving() {
    long now = System.nanoTime();
    for (Stay stay : stays) {
      if (now - stay.latest < QUIET) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void run() {
    while (!isDone()) {
      for (Stay stay : stays) {
        if (isOver(stay)) {
          stays.remove(stay);
          stay.close();
        }
      }
      LockSupport.parkNanos(this, STEP);
    }
  }

  private boolean isOver(Stay stay) {
    try {
      for (int i = 0; i < READS_AT_ONCE && natives.isReadable(stay.fd); i++) {
        if (stay.in.read(dropped) < 0) {
          return true;
        }
        stay.latest = System.nanoTime();
      }
      return System.nanoTime() - stay.since > LIMIT;
    } catch (IOException | RuntimeException reset) {
      return true;
    }
  }

  private static final class Stay {

    final FileDescriptor fd;
    final FileInputStream in;
    final long since = System.nanoTime();
    volatile long latest = since;

    Stay(FileDescriptor fd) {
      this.fd = fd;
      this.in = new FileInputStream(fd);
    }

    void close() {
      try {
        in.close();
      } catch (IOException closedEitherWay) {
        // nothing is left to do
      }
    }
  }
}
