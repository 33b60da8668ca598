package io.github.drainagent.instrumentation.tomcat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Whoever writes to the connection of HTTP/2 waits, as for a client that reads nothing. */
final class HeldWrites implements AutoCloseable {

  private final Lock lock;

  /** {@code null} where the lock is all that there is. */
  private final @Nullable Semaphore asynchronous;

  HeldWrites(SocketWrapperBase<?> connection) throws Exception {
    lock = (Lock) TomcatServer.call(connection, "getLock"); // 11 has another type for it
    asynchronous =
        (Semaphore) TomcatAdapter.field(SocketWrapperBase.class, "writePending").get(connection);
    lock.lock();
    if (asynchronous != null) {
      asynchronous.acquire();
    }
  }

  @Override
  public void close() {
    if (asynchronous != null) {
      asynchronous.release();
    }
    lock.unlock();
  }
}
