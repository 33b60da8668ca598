package io.github.drainagent.it.host;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row's jars as JBoss Modules has them: each a module of its own, which sees no class of another
 * one that it does not name, as WildFly's are.
 */
final class ModuleRepository {
  private static final String APPLICATION = "application";
  private static final String LOADER = "jboss-modules-";

  private static final String MODULE =
      """
      <module xmlns="urn:jboss:module:1.9" name="%s">
        <resources>
      %s  </resources>
        <dependencies>
          <module name="java.se"/>
          <module name="jdk.unsupported"/>
      %s  </dependencies>
      </module>
      """;

  private final ServerSpec row;
  private final Path folder;

  /** Writes the repository into a folder that is there. */
  ModuleRepository(ServerSpec row, Path folder) throws IOException {
    this.row = row;
    this.folder = folder;
    List<Path> jars = jars();
    List<String> names = jars.stream().map(ModuleRepository::name).toList();
    for (Path jar : jars) {
      List<String> others = names.stream().filter(name -> !name.equals(name(jar))).toList();
      write(name(jar), List.of(jar), others);
    }
    write(APPLICATION, List.of(Place.classes(), Place.server(row).resolve("classes")), names);
  }

  /** Starts one of the row's classes. */
  Launch launch(Jdk jdk, String main) throws IOException {
    String loader = first(files(), path -> path.getFileName().toString().startsWith(LOADER));
    String module = APPLICATION + "/" + "io.github.drainagent.it.app." + main;
    return Launch.tool(jdk, "java", "-jar", loader, "-mp", folder.toString(), module, "0");
  }

  private void write(String name, List<Path> roots, List<String> needs) throws IOException {
    Path module = Files.createDirectories(folder.resolve(name.replace('.', '/')).resolve("main"));
    String resources =
        roots.stream()
            .map(root -> "    <resource-root path=\"%s\"/>\n".formatted(root))
            .collect(Collectors.joining());
    String dependencies =
        needs.stream()
            .map(need -> "    <module name=\"%s\" services=\"import\"/>\n".formatted(need))
            .collect(Collectors.joining());
    Files.writeString(
        module.resolve("module.xml"), MODULE.formatted(name, resources, dependencies));
  }

  private static String first(List<Path> files, java.util.function.Predicate<Path> which) {
    return files.stream().filter(which).findFirst().orElseThrow().toString();
  }

  private List<Path> jars() throws IOException {
    return files().stream()
        .filter(path -> !path.getFileName().toString().startsWith(LOADER))
        .toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Place.server(row))) {
      return files.filter(path -> path.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** undertow-core-2.3.27.Final.jar is the module undertow-core. */
  private static String name(Path jar) {
    return jar.getFileName().toString().replaceFirst("-\\d.*", "");
  }
}
