package io.github.drainagent.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The Maven that runs the build, with the settings and the repository that it was told to use. */
final class Maven {
  private final List<String> command = new ArrayList<>();

  /** As the system properties say: maven.home, maven.repo.local, maven.offline, maven.settings. */
  Maven() {
    command.add(Path.of(property("home"), "bin", "mvn").toString());
    command.addAll(List.of("-B", "-q", "-Dmaven.repo.local=" + property("repo.local")));
    if (property("offline").equals("true")) {
      command.add("-o");
    }
    if (Files.exists(Path.of(property("settings")))) {
      command.addAll(List.of("-s", property("settings")));
    }
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty("maven." + name), name);
  }

  void run(Path pom, String... goals) throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of("-f", pom.toString()));
    whole.addAll(List.of(goals));
    int exit = new ProcessBuilder(whole).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(String.join(" ", whole) + " ended with " + exit);
    }
  }
}
