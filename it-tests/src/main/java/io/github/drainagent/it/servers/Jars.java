package io.github.drainagent.it.servers;

import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The jars of many rows, fetched by one run of Maven: a generated reactor with a module for each
 * row, so that each has its dependencies as its own POMs say, and no other row's.
 */
final class Jars {
  /** Written last: a folder without it is one where a run was cut short. */
  private static final String DONE = "fetched";

  private static final String PROJECT =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>io.github.drainagent.servers</groupId>
        <artifactId>%s</artifactId>
        <version>0</version>
        <packaging>pom</packaging>
        <properties><outputDirectory>${project.basedir}</outputDirectory></properties>
      %s</project>
      """;

  private static final String COPY =
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

  private final Maven maven;

  Jars(Maven maven) {
    this.maven = maven;
  }

  void fetch(List<ServerSpec> rows) throws IOException, InterruptedException {
    List<ServerSpec> missing = new ArrayList<>();
    for (ServerSpec row : rows) {
      if (!isFetched(row)) {
        missing.add(row);
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    System.out.println("Fetching the jars of " + missing.size() + " servers ...");
    for (ServerSpec row : missing) {
      Files.createDirectories(Place.server(row));
      Folders.empty(Place.server(row));
      Files.writeString(Place.server(row).resolve("pom.xml"), project(row));
    }
    Path reactor = Files.writeString(Place.servers().resolve("pom.xml"), reactor(missing));
    maven.run(reactor, COPY, "-DincludeScope=runtime", "-T2", "-fae");
    for (ServerSpec row : missing) {
      Files.createFile(Place.server(row).resolve(DONE));
    }
  }

  private static boolean isFetched(ServerSpec row) throws IOException {
    Path pom = Place.server(row).resolve("pom.xml");
    return Files.exists(Place.server(row).resolve(DONE))
        && Files.readString(pom).equals(project(row));
  }

  private static String reactor(List<ServerSpec> rows) {
    String modules =
        rows.stream()
            .map(row -> "    <module>" + row + "</module>\n")
            .collect(Collectors.joining("", "  <modules>\n", "  </modules>\n"));
    return PROJECT.formatted("all", modules);
  }

  static String project(ServerSpec row) {
    String dependencies =
        row.artefacts().stream()
            .map(Jars::dependency)
            .collect(Collectors.joining("", "  <dependencies>\n", "  </dependencies>\n"));
    return PROJECT.formatted(row.name(), dependencies);
  }

  private static String dependency(String artefact) {
    String[] part = artefact.split(":");
    return "    <dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>"
            .formatted(part[0], part[1], part[2])
        + (part.length > 3 && !part[3].isEmpty() ? "<classifier>" + part[3] + "</classifier>" : "")
        + (part.length > 4 ? "<type>" + part[4] + "</type>" : "")
        + "</dependency>\n";
  }
}
