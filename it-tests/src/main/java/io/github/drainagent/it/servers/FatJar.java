package io.github.drainagent.it.servers;

import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row as the one jar that spring-boot-maven-plugin makes of it: its libraries are nested in it
 * and loaded by Spring Boot's own class loader.
 */
final class FatJar {
  private static final String APPLICATION = "io/github/drainagent/it/app";
  private static final String JAR = "org.apache.maven.plugins:maven-jar-plugin:3.4.2:jar";
  private static final String PLUGIN =
      """
        <build>
          <outputDirectory>${project.basedir}/classes</outputDirectory>
          <plugins>
            <plugin>
              <groupId>org.springframework.boot</groupId>
              <artifactId>spring-boot-maven-plugin</artifactId>
              <version>%s</version>
              <configuration><mainClass>%s</mainClass></configuration>
            </plugin>
          </plugins>
        </build>
      """;

  private final Maven maven;

  FatJar(Maven maven) {
    this.maven = maven;
  }

  /** Whether a row is to be made one: its name says so, and its one artefact is Spring Boot's. */
  static boolean isWanted(ServerSpec row) {
    return row.name().startsWith("fat-jar-");
  }

  /** Does nothing if the jar that is there was made of the same. */
  void make(ServerSpec row) throws IOException, InterruptedException {
    Path folder = Place.server(row).resolve("fat");
    String compiled = Files.readString(Place.server(row).resolve(Compiler.MADE_OF));
    Path made = folder.resolve("made-from");
    if (Files.exists(made) && Files.readString(made).equals(compiled)) {
      return;
    }
    Folders.empty(Files.createDirectories(folder));
    for (Path root : List.of(Place.classes(), Place.server(row).resolve("classes"))) {
      copy(root, folder.resolve("classes"));
    }
    String artefact = row.artefacts().get(0);
    String version = artefact.substring(artefact.lastIndexOf(':') + 1);
    String pom =
        Jars.project(row)
            .replace("<packaging>pom</packaging>", "<packaging>jar</packaging>")
            .replace("</project>", PLUGIN.formatted(version, row.main()) + "</project>");
    maven.run(
        Files.writeString(folder.resolve("pom.xml"), pom),
        JAR,
        "org.springframework.boot:spring-boot-maven-plugin:" + version + ":repackage");
    Files.writeString(made, compiled);
  }

  private static void copy(Path root, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(root.resolve(APPLICATION))) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(root.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
