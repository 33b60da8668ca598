package io.github.drainagent.instrumentation.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What servers whose logging ends at the JDK's have had to complain of since this was made. */
final class Complaints extends Handler {

  private static final Logger ROOT = Logger.getLogger("");

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  Complaints() {
    ROOT.addHandler(this);
  }

  void assertNone() {
    assertEquals(Collections.emptyList(), new ArrayList<>(lines));
  }

  /** That of the application itself, which has thrown something. */
  void awaitAndForget() {
    Woven.await("a complaint", () -> !lines.isEmpty());
    lines.clear();
  }

  @Override
  public void publish(LogRecord line) {
    if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
      lines.add(line.getLoggerName() + ": " + line.getMessage());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ROOT.removeHandler(this);
  }
}
