package io.github.drainagent.it.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Everything that a process prints on one of its streams. */
final class Lines {
  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  Lines(InputStream stream, String name) {
    reader = new Thread(() -> read(stream), name);
    reader.setDaemon(true);
    reader.start();
  }

  synchronized List<String> all() {
    return new ArrayList<>(lines);
  }

  /**
   * Waits until so many lines with the prefix are there; false at the deadline or at the stream's
   * end.
   */
  synchronized boolean await(String prefix, int count, long deadlineNanos)
      throws InterruptedException {
    while (lines.stream().filter(line -> line.startsWith(prefix)).count() < count) {
      long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (millis <= 0 || !reader.isAlive()) {
        return false;
      }
      wait(Math.min(millis, 200));
    }
    return true;
  }

  void awaitEnd() throws InterruptedException {
    reader.join(2_000);
  }

  private void read(InputStream stream) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("(the output ends here: " + e + ")");
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }
}
