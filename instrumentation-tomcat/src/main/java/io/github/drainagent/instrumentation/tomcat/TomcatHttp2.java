package io.github.drainagent.instrumentation.tomcat;

import io.github.drainagent.engine.spi.Protocol;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Says GOAWAY twice. Tomcat's own {@code pause} sends the second one after the time that an average
 * round trip takes, which a stream that is on its way may outlast, and only if another stream
 * comes. Here the answer to a PING that followed the first one decides. The drain's thread looks;
 * all else is done by the server's.
 */
final class TomcatHttp2 implements TomcatUpgrade {

  /** For a client that answers no PING, or is sent none. */
  private static final long ROUND_TRIP = TimeUnit.SECONDS.toNanos(1);

  /** RFC 9113, 6.8: the first GOAWAY names the highest stream that there can be. */
  private static final int ANY_STREAM = Integer.MAX_VALUE;

  /** Where the payload of Tomcat's PING has its number. */
  private static final int SEQUENCE = 4;

  private final TomcatHttp2Members members;

  /** Its connection is the key that this is found by. */
  private final WeakReference<Object> handler;

  private final AtomicBoolean naming = new AtomicBoolean();

  /** The client knows which streams are the last. */
  private volatile boolean said;

  /** The number of the PING that followed the first GOAWAY. */
  private volatile int awaited = Integer.MAX_VALUE;

  private boolean telling;
  private long since;

  /**
   * When the first GOAWAY was with the kernel, or failed; 0 before, as a busy pool may take its
   * time.
   */
  private volatile long told;

  /** Processors of the streams whose end is asked for, and neither with the kernel nor given up. */
  private final Set<Object> ends = ConcurrentHashMap.newKeySet();

  TomcatHttp2(TomcatHttp2Members members, Object handler) {
    this.members = members;
    this.handler = new WeakReference<>(handler);
  }

  @Override
  public Protocol protocol() {
    return Protocol.HTTP_2;
  }

  /**
   * A FIN before the client knows which streams are the last would take some from it. Tomcat takes
   * a stream off its count before it sends the end, so ours are looked for after that count.
   */
  @Override
  public boolean idle(SocketWrapperBase<?> connection) {
    Object of = handler.get();
    if (of == null) {
      return false;
    }
    goOn(connection, of);
    return said && members.hasNoStreams(of) && ends.isEmpty();
  }

  @Override
  public void announceEnd(SocketWrapperBase<?> connection) {
    Object of = handler.get();
    if (of != null && since == 0) {
      since = System.nanoTime();
      goOn(connection, of);
    }
  }

  /** At most one end at a time waits for a thread; where it fails, the drain asks again. */
  void endStream(SocketWrapperBase<?> connection, Object processor, Request request) {
    TomcatStreams streams = members.eventStreams();
    Executor server = members.executor(connection);
    if (streams == null || server == null || !streams.isOf(processor) || !ends.add(processor)) {
      return;
    }
    try {
      server.execute(new TomcatStreamEnd(streams, processor, request, ends));
    } catch (RejectedExecutionException | IllegalStateException busyOrStopped) {
      ends.remove(processor);
    }
  }

  /** Not before Tomcat's first PING: until then its SETTINGS may not have been sent. */
  private void goOn(SocketWrapperBase<?> connection, Object of) {
    if (since == 0 || said) {
      return;
    }
    long now = System.nanoTime();
    if (!telling && (now - since > ROUND_TRIP || members.pings(of) > 0)) {
      telling = true;
      execute(connection, () -> tell(connection, of));
    } else if (told != 0 && now - told > ROUND_TRIP) {
      execute(connection, () -> nameTheLast(of));
    }
  }

  private void execute(SocketWrapperBase<?> connection, Runnable task) {
    Executor executor = members.executor(connection);
    try {
      if (executor != null) {
        executor.execute(task);
        return;
      }
    } catch (RejectedExecutionException | IllegalStateException stopped) {
      // there is nobody left to tell it; the second is a shared executor's
    }
    said = true;
  }

  private void tell(SocketWrapperBase<?> connection, Object of) {
    attempt(
        () -> {
          try {
            members.goAway(of, ANY_STREAM);
          } finally {
            told = System.nanoTime(); // or, where it failed, the last stream would never be named
          }
          awaited = members.pings(of) + 1; // or of a later one: all follow the GOAWAY
          members.ping(connection, of);
        });
  }

  /**
   * A PING has come back. This is the thread that reads frames, so no stream begins meanwhile.
   *
   * @param payload its eight bytes
   */
  void ponged(byte[] payload) {
    Object of = handler.get();
    if (of != null && ByteBuffer.wrap(payload).getInt(SEQUENCE) >= awaited) {
      nameTheLast(of);
    }
  }

  private void nameTheLast(Object of) {
    if (naming.compareAndSet(false, true)) {
      attempt(
          () -> {
            try {
              if (members.stop(of)) {
                members.goAway(of, members.lastStream(of));
              }
            } finally {
              said = true; // there is nothing more to say, even where this failed
            }
          });
    }
  }

  /** On a thread of the server's, which must not get to see an exception. */
  private void attempt(Runnable task) {
    try {
      task.run();
    } catch (UncheckedIOException broken) {
      said = true;
    } catch (RuntimeException e) {
      DrainDispatcher.suppressed(e);
    }
  }
}
