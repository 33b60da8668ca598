package io.github.drainagent.instrumentation.helidon;

import static io.github.drainagent.engine.spi.WebSocketEnd.GOING_AWAY;
import static io.github.drainagent.engine.spi.WebSocketEnd.REASON;
import static io.github.drainagent.instrumentation.helidon.HelidonAdapter.field;
import static io.github.drainagent.instrumentation.helidon.HelidonAdapter.get;
import static io.github.drainagent.instrumentation.helidon.HelidonAdapter.type;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Closes Helidon's WebSockets, with the {@code close} that applications call.
 *
 * <p>Until 4.4 there is no lock in it, and all that a connection sends goes through one buffer: who
 * else sends must be done first, and whoever comes then must wait.
 */
final class HelidonWebSockets {

  /** Nanoseconds for a message that is being worked on, whose answer goes before the close. */
  private static final long ANSWER = TimeUnit.SECONDS.toNanos(2);

  /** Nanoseconds for whoever sends, or waits for the close to be sent. */
  private static final long SENDING = TimeUnit.SECONDS.toNanos(10);

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

  private final Class<?> webSocket = type("io.helidon.webserver.websocket.WsConnection");
  private final Field reading = field(webSocket, "readingNetwork");
  private final Method close =
      type("io.helidon.websocket.WsSession").getMethod("close", int.class, String.class);

  /** What is sending: a thread of the application's, or the close. Until 4.4. */
  private final ConcurrentMap<Object, Object> senders = new ConcurrentHashMap<>();

  private HelidonWebSockets() throws ReflectiveOperationException {
    new Close(this); // loaded now, and not in a drain
  }

  /**
   * Returns {@code null} where there are none, of another kind, or in a module that is not opened:
   * these go by their bytes.
   */
  static @Nullable HelidonWebSockets orNone() {
    try {
      return new HelidonWebSockets();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError none) {
      return null;
    }
  }

  boolean isOne(@Nullable Object upgraded) {
    return webSocket.isInstance(upgraded);
  }

  /**
   * @param server gives each task a virtual thread
   */
  void announceEnd(Object upgraded, Executor server) {
    try {
      server.execute(new Close(upgraded));
    } catch (RejectedExecutionException stopped) {
      // and with it its connections
    }
  }

  /** A frame is about to be put into the buffer. */
  void sends(Object upgraded) {
    Object before = senders.putIfAbsent(upgraded, Thread.currentThread());
    if (before instanceof Close && !((Close) before).isSaidBy(Thread.currentThread())) {
      become(Thread.currentThread(), upgraded);
    } // two of the application's own are its own business
  }

  void sent(Object upgraded) {
    senders.remove(upgraded, Thread.currentThread());
  }

  /** Returns whether it is the one who may send now. */
  private boolean become(Object sender, Object upgraded) {
    long deadline = System.nanoTime() + SENDING;
    while (senders.putIfAbsent(upgraded, sender) != null) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      LockSupport.parkNanos(PAUSE);
    }
    return true;
  }

  private final class Close implements Runnable {
    private final Object upgraded;
    private volatile @Nullable Thread thread;

    Close(Object upgraded) {
      this.upgraded = upgraded;
    }

    boolean isSaidBy(Thread sender) {
      return thread == sender;
    }

    @Override
    public void run() {
      thread = Thread.currentThread();
      long deadline = System.nanoTime() + ANSWER;
      while (!Boolean.TRUE.equals(get(reading, upgraded)) && System.nanoTime() - deadline < 0) {
        LockSupport.parkNanos(PAUSE);
      }
      if (become(this, upgraded)) {
        try {
          close.invoke(upgraded, GOING_AWAY, REASON);
        } catch (InvocationTargetException gone) {
          // there is nobody to be told
        } catch (IllegalAccessException e) {
          DrainDispatcher.suppressed(e);
        } finally {
          senders.remove(upgraded, this);
        }
      }
    }
  }
}
