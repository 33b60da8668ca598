package io.github.drainagent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.engine.log.Log;
import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.NOPLogger;

/**
 * What the agent says while this is open. It takes the place of the logger itself: slf4j-simple is
 * set up once in a JVM, and ArchUnit has done that before any test runs.
 */
public final class LogLines extends LegacyAbstractLogger implements AutoCloseable {

  private static final long serialVersionUID = 1L;

  private final transient List<String> lines = new CopyOnWriteArrayList<>();

  public LogLines() {
    name = "drain";
    replace(this);
  }

  private static void replace(org.slf4j.Logger by) {
    try {
      Field logger = Log.class.getDeclaredField("logger");
      logger.setAccessible(true);
      logger.set(null, by);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  public List<String> all() {
    return lines;
  }

  /** The one line with that text in it. */
  public String only(String text) {
    List<String> found = lines.stream().filter(l -> l.contains(text)).collect(Collectors.toList());
    assertEquals(1, found.size(), text + " in " + String.join("\n", lines));
    return found.get(0);
  }

  public String last() {
    return lines.get(lines.size() - 1);
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level, Marker marker, String message, Object[] arguments, Throwable throwable) {
    lines.add(level + " " + message);
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return LogLines.class.getName();
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return true;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }

  @Override
  public void close() {
    replace(NOPLogger.NOP_LOGGER);
  }
}
