package io.github.drainagent.instrumentation.httpserver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps connections open whose output is over until their clients have closed too, so that bytes
 * nobody will read do not turn the close into a reset. One thread for all of them, made for the
 * first.
 */
final class Linger implements Runnable {

  private static final long LIMIT_NANOS = 2_000_000_000L;
  private static final long LOOK_MILLIS = 100;

  private final Consumer<Object> close;
  private final ByteBuffer dropped = ByteBuffer.allocate(16 * 1024);
  private final Set<Stay> stays = ConcurrentHashMap.newKeySet();
  private @Nullable Selector selector;
  private volatile @Nullable Thread thread;

  Linger(Consumer<Object> close) {
    this.close = close;
  }

  /** Ends the output, and leaves the rest to the thread. */
  void add(Object connection, SocketChannel channel) throws IOException {
    channel.shutdownOutput();
    channel.configureBlocking(false);
    stays.add(new Stay(connection, channel));
    started().wakeup();
  }

  boolean isOwnThread() {
    return Thread.currentThread() == thread;
  }

  private synchronized Selector started() throws IOException {
    Selector running = selector;
    if (running == null) {
      running = Selector.open();
      selector = running;
      Thread worker = new Thread(this, "drain-linger");
      worker.setDaemon(true);
      thread = worker;
      worker.start();
    }
    return running;
  }

  @Override
  public void run() {
    try {
      Selector running = started();
      while (true) {
        running.select(LOOK_MILLIS);
        running.selectedKeys().clear();
        for (Stay stay : stays) {
          if (isOver(stay, running)) {
            stays.remove(stay);
            close.accept(stay.connection);
          }
        }
        if (stays.isEmpty()) {
          running.select();
        }
      }
    } catch (IOException | ClosedSelectorException ended) {
      // What is left goes with the JVM.
    }
  }

  private boolean isOver(Stay stay, Selector running) {
    try {
      if (stay.channel.keyFor(running) == null) {
        stay.channel.register(running, SelectionKey.OP_READ);
      }
      int read;
      do {
        dropped.clear();
        read = stay.channel.read(dropped);
      } while (read > 0);
      return read < 0 || System.nanoTime() - stay.since > LIMIT_NANOS;
    } catch (IOException | RuntimeException gone) {
      return true;
    }
  }

  private static final class Stay {

    final Object connection;
    final SocketChannel channel;
    final long since = System.nanoTime();

    Stay(Object connection, SocketChannel channel) {
      this.connection = connection;
      this.channel = channel;
    }
  }
}
