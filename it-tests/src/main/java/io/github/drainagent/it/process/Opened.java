package io.github.drainagent.it.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Packages that a jar asks for in its manifest, which the JVM reads only of the one of -jar. */
final class Opened {
  private Opened() {}

  /** Options for the jars of a row, so that they can be on the class path. */
  static List<String> byManifests(ServerSpec row, Jdk jdk) {
    File[] jars = Place.server(row).toFile().listFiles((folder, name) -> name.endsWith(".jar"));
    return jdk.version() == 8 || jars == null
        ? List.of()
        : Stream.of(jars).flatMap(Opened::byManifest).toList();
  }

  private static Stream<String> byManifest(File file) {
    try (JarFile jar = new JarFile(file)) {
      Manifest manifest = Objects.requireNonNullElseGet(jar.getManifest(), Manifest::new);
      Attributes asked = manifest.getMainAttributes();
      return Stream.concat(
          options("--add-opens=", asked.getValue("Add-Opens")),
          options("--add-exports=", asked.getValue("Add-Exports")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> options(String option, @Nullable String packages) {
    return packages == null
        ? Stream.empty()
        : Stream.of(packages.trim().split(" +")).map(name -> option + name + "=ALL-UNNAMED");
  }
}
