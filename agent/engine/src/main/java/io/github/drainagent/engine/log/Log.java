package io.github.drainagent.engine.log;

import io.github.drainagent.engine.thread.Daemon;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The agent's one logger: stderr as it was at start, each line beginning with {@code [drain]}. */
public final class Log {

  /** As the setting {@code log} names them. */
  enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR,
    OFF
  }

  /** Where lines go. */
  interface Sink {
    void write(long epochMillis, Level level, String sentence);
  }

  private static final int MOST_LINES = 10_000;
  private static final BlockingQueue<Runnable> LINES = new LinkedBlockingQueue<>(MOST_LINES);
  private static final AtomicInteger DROPPED = new AtomicInteger();
  private static volatile boolean hasWriter;
  private static volatile Level least = Level.OFF;
  private static volatile Sink sink = (epochMillis, level, sentence) -> {};

  private Log() {}

  /** Opens the logger. Called once, when the engine comes up. */
  public static void open(String level) {
    PrintStream stderr = error();
    sink =
        (epochMillis, of, sentence) ->
            stderr.println("[drain] " + TimeOfDay.of(epochMillis) + " " + of + " " + sentence);
    least = Level.valueOf(level.toUpperCase(Locale.ROOT));
    Daemon.thread("drain-agent-log", Log::write).start();
    hasWriter = true;
  }

  /** The one place that may: what an application sets later is the application's. */
  private static PrintStream error() {
    return System.err;
  }

  /** For tests, which have no writer either. */
  static void redirect(Level level, Sink to) {
    least = level;
    sink = to;
  }

  public static void debug(String sentence) {
    say(Level.DEBUG, sentence);
  }

  public static boolean isDebug() {
    return least == Level.DEBUG;
  }

  public static void info(String sentence) {
    say(Level.INFO, sentence);
  }

  public static void warn(String sentence) {
    say(Level.WARN, sentence);
  }

  private static void say(Level level, String sentence) {
    if (level.compareTo(least) >= 0) {
      long now = System.currentTimeMillis();
      say(() -> sink.write(now, level, sentence));
    }
  }

  /** Never waits: stderr may be a pipe that nobody reads, and the JVM has to end all the same. */
  private static void say(Runnable line) {
    if (!hasWriter) {
      line.run();
    } else if (!LINES.offer(line)) {
      DROPPED.incrementAndGet();
    }
  }

  /** Waits until what has been said is written, at most so long. */
  public static void flush(long millis) {
    CountDownLatch written = new CountDownLatch(1);
    say(written::countDown);
    try {
      written.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write() {
    while (true) {
      try {
        LINES.take().run();
        int dropped = LINES.isEmpty() ? DROPPED.getAndSet(0) : 0;
        if (dropped > 0) {
          warn(dropped + " lines could not be written in time and are lost");
        }
      } catch (InterruptedException e) {
        // nobody of ours does that: go on
      }
    }
  }
}
