package io.github.drainagent.engine.log;

import io.github.drainagent.engine.thread.Daemon;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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
  private static volatile @Nullable Sink sink;

  private Log() {}

  /** Opens the logger. Called once, when the engine comes up; lines are kept until it begins. */
  public static void open(String level) {
    sink = new Stderr(error());
    least = Level.valueOf(level.toUpperCase(Locale.ROOT));
    hasWriter = true;
  }

  /** From here on lines are written, those that were said before too. */
  public static void begin() {
    Daemon.thread("drain-agent-log", new Writer()).start();
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
      say(new Line(level, sentence));
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

  private static final class Stderr implements Sink {
    private final PrintStream stderr;

    Stderr(PrintStream stderr) {
      this.stderr = stderr;
    }

    @Override
    public void write(long epochMillis, Level level, String sentence) {
      stderr.println("[drain] " + TimeOfDay.of(epochMillis) + " " + level + " " + sentence);
    }
  }

  /** What has been said, when it was said. */
  private static final class Line implements Runnable {
    private final long epochMillis = System.currentTimeMillis();
    private final Level level;
    private final String sentence;

    Line(Level level, String sentence) {
      this.level = level;
      this.sentence = sentence;
    }

    @Override
    public void run() {
      Sink to = sink;
      if (to != null) {
        to.write(epochMillis, level, sentence);
      }
    }
  }

  private static final class Writer implements Runnable {
    @Override
    public void run() {
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
}
