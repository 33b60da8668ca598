package io.github.drainagent.it.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** An installed JDK. */
public record Jdk(int version, Path home) {
  public String tool(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  public boolean has(String tool) {
    return Files.isExecutable(home.resolve("bin").resolve(tool));
  }

  /** Not the home: test names must not depend on the machine. */
  @Override
  public String toString() {
    return "JDK " + version;
  }
}
