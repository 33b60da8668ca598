package io.github.drainagent.engine.close;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.engine.Await;
import java.io.Closeable;
import java.util.concurrent.atomic.AtomicInteger;

/** A thread of the application that accepts for ever and hangs up on everybody. */
final class Acceptor extends Thread {

  /** The blocking call. */
  interface Accept {
    Closeable call() throws Exception;
  }

  private final Accept accept;
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile Exception failure;

  private Acceptor(Accept accept) {
    super("acceptor");
    this.accept = accept;
    setDaemon(true);
  }

  /** Returns when the thread sleeps in the kernel. */
  static Acceptor start(Accept accept) throws Exception {
    Acceptor acceptor = new Acceptor(accept);
    acceptor.start();
    acceptor.awaitAsleep();
    return acceptor;
  }

  @Override
  public void run() {
    try {
      while (true) {
        Closeable connection = accept.call();
        if (connection != null) {
          accepted.incrementAndGet();
          connection.close();
        }
      }
    } catch (Exception e) {
      failure = e;
    }
  }

  private void awaitAsleep() throws Exception {
    Await.until(
        "asleep in accept, poll or epoll_wait",
        () -> isInNative(getStackTrace()) && KernelThread.isAsleep(getName()));
  }

  private static boolean isInNative(StackTraceElement[] stack) {
    return stack.length > 0
        && stack[0].isNativeMethod()
        && stack[0].getClassName().startsWith("sun.nio.ch.");
  }

  int accepted() {
    return accepted.get();
  }

  /** It saw no error, and waits as it did before. */
  void assertUndisturbed() throws Exception {
    awaitAsleep();
    assertEquals(null, failure);
    assertTrue(isAlive());
  }

  /** The application's own close ends it, with the exception that it always ended with. */
  void assertEndsWith(Class<? extends Exception> expected) throws InterruptedException {
    join(10_000);
    assertFalse(isAlive(), "still blocked");
    assertEquals(expected, failure.getClass());
  }
}
