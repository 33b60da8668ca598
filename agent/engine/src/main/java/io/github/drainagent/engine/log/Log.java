package io.github.drainagent.engine.log;

import io.github.drainagent.engine.thread.Daemon;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.simple.SimpleServiceProvider;

/**
 * The agent's one logger: stderr as it was at start, each line beginning with {@code [drain]}.
 *
 * <p>It is put together by hand, since slf4j's own look-up would search the application's class
 * path for providers and for a {@code simplelogger.properties} that is not ours.
 */
public final class Log {

  private static final int MOST_LINES = 10_000;
  private static final BlockingQueue<Runnable> LINES = new LinkedBlockingQueue<>(MOST_LINES);
  private static final AtomicInteger DROPPED = new AtomicInteger();
  private static volatile boolean hasWriter;
  private static volatile Logger logger = org.slf4j.helpers.NOPLogger.NOP_LOGGER;

  private Log() {}

  /** Opens the logger. Called once, when the engine comes up. */
  public static void open(String level) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new Configuration(level));
    try {
      SimpleServiceProvider provider = new SimpleServiceProvider();
      provider.initialize();
      logger = provider.getLoggerFactory().getLogger("drain");
      Daemon.thread("drain-agent-log", Log::write).start();
      hasWriter = true;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  public static void debug(String sentence) {
    say(() -> logger.debug(sentence));
  }

  public static boolean isDebug() {
    return logger.isDebugEnabled();
  }

  public static void info(String sentence) {
    say(() -> logger.info(sentence));
  }

  public static void warn(String sentence) {
    say(() -> logger.warn(sentence));
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
          logger.warn("{} lines could not be written in time and are lost", dropped);
        }
      } catch (InterruptedException e) {
        // nobody of ours does that: go on
      }
    }
  }

  /** slf4j-simple reads its settings from the context class loader and nowhere else. */
  private static final class Configuration extends ClassLoader {

    // relocated by the jar's build together with the library that reads it
    private static final String KEY = "org.slf4j.simpleLogger.";

    private final byte[] text;

    Configuration(String level) {
      super(null);
      String lines =
          line("logFile", "System.err")
              + line("cacheOutputStream", "true")
              + line("defaultLogLevel", level)
              + line("showDateTime", "true")
              + line("dateTimeFormat", "'[drain]' HH:mm:ss.SSS")
              + line("showThreadName", "false")
              + line("showLogName", "false");
      this.text = lines.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String line(String key, String value) {
      return KEY.concat(key) + "=" + value + "\n";
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
      return "simplelogger.properties".equals(name) ? new ByteArrayInputStream(text) : null;
    }
  }
}
