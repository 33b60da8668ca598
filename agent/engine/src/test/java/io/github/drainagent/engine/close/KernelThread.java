package io.github.drainagent.engine.close;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * What the kernel says of a thread of this JVM; the JVM itself calls a thread runnable while it
 * sleeps in accept(2).
 */
final class KernelThread {

  private KernelThread() {}

  static boolean isAsleep(String name) throws IOException {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(Paths.get("/proc/self/task"))) {
      for (Path thread : threads) {
        try {
          if (text(thread.resolve("comm")).trim().equals(name)) {
            String stat = text(thread.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'S';
          }
        } catch (NoSuchFileException ended) {
          continue; // between the listing and the look
        }
      }
    }
    return false;
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
