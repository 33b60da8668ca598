package io.github.drainagent.it.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of the machine's own, where it is installed. */
public final class Program {
  private Program() {}

  /** Its path; where there is none a line says so, and the test is skipped. */
  public static Path orSkip(String name) {
    Optional<Path> found = find(name);
    if (found.isEmpty()) {
      System.out.println("no " + name + " on this machine: what is tried with it is skipped");
    }
    Assumptions.assumeTrue(found.isPresent(), name);
    return found.orElseThrow();
  }

  /** In PATH, or where Debian has its daemons, which an ordinary user's PATH does not name. */
  private static Optional<Path> find(String name) {
    return Stream.of((System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
