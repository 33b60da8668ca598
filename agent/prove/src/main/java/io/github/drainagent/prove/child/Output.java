package io.github.drainagent.prove.child;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines of what a process prints, and all that the agent in it says. */
public final class Output {

  /** What every line of the agent begins with. */
  static final String AGENT = "[drain] ";

  private static final int LAST = 40;
  private static final int MOST_OF_AGENT = 2_000;
  private static final int MOST_BYTES = 2_000;

  private final Deque<String> last = new ArrayDeque<>();
  private final List<String> agent = new ArrayList<>();
  private final List<Thread> readers = new ArrayList<>();

  void read(InputStream stream, String name) {
    Thread reader = new Thread(() -> readLines(stream), name);
    reader.setDaemon(true);
    readers.add(reader);
    reader.start();
  }

  /** The last lines, oldest first. */
  public synchronized List<String> lastLines() {
    return new ArrayList<>(last);
  }

  /** The lines of the agent. */
  public synchronized List<String> agentLines() {
    return new ArrayList<>(agent);
  }

  /** Waits until all that the process has said is here; who else has the pipe is not waited for. */
  void awaitEnd(int millis) throws InterruptedException {
    for (Thread reader : readers) {
      reader.join(millis);
    }
  }

  private void readLines(InputStream stream) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try (InputStream in = stream) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        for (int i = 0; i < count; i++) {
          if (buffer[i] == '\n') {
            add(line);
          } else if (line.size() < MOST_BYTES) {
            line.write(buffer[i]);
          }
        }
      }
    } catch (IOException e) {
      // the process was killed, and this its output is over
    }
    if (line.size() > 0) {
      add(line);
    }
  }

  private synchronized void add(ByteArrayOutputStream bytes) {
    String line = new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    bytes.reset();
    last.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    if (last.size() > LAST) {
      last.remove();
    }
    if (line.startsWith(AGENT) && agent.size() < MOST_OF_AGENT) {
      agent.add(line);
    }
  }
}
