package io.github.drainagent.it.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A kept-alive connection that has had one answer and then says nothing until the server goes. */
public final class IdleClient {
  private static final int PATIENCE_MILLIS = 20_000;

  private final CountDownLatch idle = new CountDownLatch(1);
  private final CountDownLatch gone = new CountDownLatch(1);
  private volatile long goneNanos;

  /** Returns when the connection is idle, or could not be had. */
  public IdleClient(int port) throws InterruptedException {
    Thread thread = new Thread(() -> run(port), "client-IDLE");
    thread.setDaemon(true);
    thread.start();
    idle.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void run(int port) {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    try {
      Connection connection = Connection.open(new InetSocketAddress("127.0.0.1", port));
      Ending ending = connection.exchange(Ask.fast(), false, deadline);
      idle.countDown();
      if (ending.outcome() == Outcome.COMPLETE && connection.awaitEnd(deadline)) {
        goneNanos = System.nanoTime();
        gone.countDown();
      }
      connection.close();
    } catch (IOException e) {
      idle.countDown();
    }
  }

  /** Whether the server closed it before that moment of {@link System#nanoTime}. */
  public boolean wasLetGoBefore(long nanos) {
    return gone.getCount() == 0 && goneNanos - nanos < 0;
  }
}
