package io.github.drainagent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.engine.log.LogSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** What the agent says while this is open. */
public final class LogLines implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();

  public LogLines() {
    LogSink.set("INFO", lines::add);
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
  public void close() {
    LogSink.set("OFF", line -> {});
  }
}
