package io.github.drainagent.it.host;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A row's jars as bundles of an OSGi framework, and its application as one more. */
final class Bundles {
  private static final String HTTP = "org.apache.felix.http.";
  private static final String IMPORTS =
      "org.osgi.framework,org.osgi.service.http.runtime;resolution:=optional,";

  /** Jetty's own logger, which tells of each start on stderr. */
  private static final String QUIET = "-Dorg.eclipse.jetty.util.log.announce=false";

  private static final String HTTP_PORT =
      "org.osgi.service.http.port=0\norg.apache.felix.http.host=127.0.0.1";

  private final ServerSpec row;
  private final Path folder;
  private final List<Path> bundles;

  Bundles(ServerSpec row, Path folder) throws IOException {
    this.row = row;
    this.folder = folder;
    List<Path> http = jars(HTTP);
    bundles =
        Stream.concat(
                http.stream().filter(jar -> !jar.toString().contains(".http.base")),
                Stream.of(application(folder.resolve("application.jar"))))
            .toList();
  }

  Launch felix(Jdk jdk) throws IOException {
    String all = locations(bundles).collect(Collectors.joining(" "));
    Path config =
        Files.writeString(
            folder.resolve("config.properties"),
            """
            felix.auto.start.1=%s
            felix.log.level=1
            org.osgi.framework.storage=%s
            %s
            """
                .formatted(all, folder.resolve("cache"), HTTP_PORT));
    return Launch.tool(
        jdk,
        "java",
        "-Dorg.eclipse.jetty.LEVEL=WARN",
        QUIET,
        "-Dfelix.config.properties=" + config.toUri(),
        "-cp",
        jars("org.apache.felix.main-").get(0) + ":" + jars("org.apache.felix.framework-").get(0),
        "org.apache.felix.main.Main");
  }

  Launch equinox(Jdk jdk) throws IOException {
    Path configuration = Files.createDirectories(folder.resolve("configuration"));
    String all = locations(bundles).map(b -> b + "@start").collect(Collectors.joining(","));
    Files.writeString(
        configuration.resolve("config.ini"),
        "osgi.bundles=%s\neclipse.ignoreApp=true\nosgi.noShutdown=true\n%s\n"
            .formatted(all.replace(":", "\\:"), HTTP_PORT));
    return Launch.tool(
        jdk,
        "java",
        "-Dorg.eclipse.jetty.LEVEL=WARN",
        QUIET,
        "-jar",
        jars("org.eclipse.osgi-").get(0).toString(),
        "-configuration",
        configuration.toString());
  }

  private static Stream<String> locations(List<Path> bundles) {
    return bundles.stream().map(bundle -> "file:" + bundle);
  }

  private Path application(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "application");
    main.putValue("Bundle-Activator", row.main());
    String servlet = jars("jakarta.servlet-api").isEmpty() ? "javax" : "jakarta";
    main.putValue("Import-Package", IMPORTS + servlet + ".servlet," + servlet + ".servlet.http");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      for (Path root : List.of(Place.classes(), Place.server(row).resolve("classes"))) {
        Trees.pack(root.resolve("io/github/drainagent/it/app"), root, entries);
      }
    }
    return jar;
  }

  private List<Path> jars(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(Place.server(row))) {
      return files
          .filter(path -> path.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    }
  }
}
