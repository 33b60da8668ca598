package io.github.drainagent.it.net;

import com.sun.jna.Memory;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One direction of a wire: each packet comes out a fixed time after it went in, in order, never
 * earlier. Later it comes by what the kernel needs to wake two threads, less than a tenth of a
 * millisecond, unless this JVM collects garbage just then.
 */
final class DelayLine implements AutoCloseable {
  /** Several times what 200 clients can have under way at once; what is more is dropped. */
  private static final int CAPACITY = 8_192;

  /** How long {@link #close} may have to wait for a thread to look up. */
  private static final int LOOK_UP_MILLIS = 100;

  private final BlockingQueue<Packet> wire = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong dropped = new AtomicLong();
  private final long nanos;
  private final Tun from;
  private final Tun to;
  private final Thread in;
  private final Thread out;
  private volatile boolean closed;

  DelayLine(String name, Tun from, Tun to, long nanos) {
    this.from = from;
    this.to = to;
    this.nanos = nanos;
    in = start(name + "-in", this::takeIn);
    out = start(name + "-out", this::letOut);
  }

  /** Packets that found the wire full, or that the other side did not take. */
  long dropped() {
    return dropped.get();
  }

  /** The devices may be closed when this returns. */
  @Override
  public void close() throws InterruptedException {
    closed = true;
    in.join();
    out.join();
  }

  private void takeIn() throws IOException {
    while (!closed) {
      byte[] bytes = from.read(LOOK_UP_MILLIS);
      if (bytes != null && !wire.offer(new Packet(bytes, System.nanoTime() + nanos))) {
        dropped.incrementAndGet();
      }
    }
  }

  private void letOut() throws InterruptedException {
    while (!closed) {
      Packet packet = wire.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
      if (packet != null) {
        packet.awaitDue();
        letOut(packet);
      }
    }
  }

  private void letOut(Packet packet) {
    try {
      to.write(packet.bytes);
    } catch (IOException e) {
      dropped.incrementAndGet();
    }
  }

  private static Thread start(String name, Step step) {
    Thread thread =
        new Thread(
            () -> {
              try {
                goBeforeOthers();
                step.run();
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("the network is down", e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /**
   * A wire does not wait for a processor: without this, half a second's load of 200 clients on two
   * of them made one packet in ten late by several milliseconds. Where it is not allowed
   * (CAP_SYS_NICE), that is how it is.
   */
  private static void goBeforeOthers() {
    Memory lowestPriority = new Memory(Integer.BYTES);
    lowestPriority.setInt(0, 1);
    Libc.sched_setscheduler(0, Libc.SCHED_FIFO, lowestPriority);
  }

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private record Packet(byte[] bytes, long due) {
    void awaitDue() {
      for (long left = left(); left > 0; left = left()) {
        LockSupport.parkNanos(left);
      }
    }

    private long left() {
      return due - System.nanoTime();
    }
  }
}
