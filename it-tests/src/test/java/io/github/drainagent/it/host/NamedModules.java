package io.github.drainagent.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A row's application as a named module among the named modules of its jars. */
final class NamedModules {
  /** The settings on the class path are not seen from a module. */
  private static final String QUIET = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn";

  private static final String NAME = "application";
  private static final String APPLICATION = "io/github/drainagent/it/app";

  private final String path;
  private final String main;

  /**
   * @param folder is given the module
   * @param needs the modules that the application's descriptor requires
   */
  NamedModules(ServerSpec row, Path folder, Jdk jdk, String... needs) throws Exception {
    Path module = folder.resolve(NAME);
    for (Path root : List.of(Place.classes(), Place.server(row).resolve("classes"))) {
      Trees.copy(root.resolve(APPLICATION), module.resolve(APPLICATION));
    }
    StringBuilder descriptor = new StringBuilder("module " + NAME + " {\n");
    Arrays.stream(needs).forEach(need -> descriptor.append("  requires " + need + ";\n"));
    Path source =
        Files.writeString(module.resolve("module-info.java"), descriptor.append("}\n").toString());
    String jars = Place.server(row).toString();
    run(jdk, "javac", "-p", jars, "-d", module.toString(), source.toString());
    path = module + File.pathSeparator + jars;
    main = NAME + "/" + row.main();
  }

  Launch launch(Jdk jdk) {
    return Launch.tool(jdk, "java", QUIET, "-p", path, "-m", main, "0");
  }

  /** Starts it in an image that has been linked with it. */
  Launch launchLinked(Jdk image) {
    return Launch.tool(image, "java", QUIET, "-m", main, "0");
  }

  Jdk image(Jdk jdk, Path image) throws Exception {
    return link(jdk, path, image, NAME, "org.slf4j.simple", "java.instrument");
  }

  /** A run-time image of some modules and what they need. */
  static Jdk link(Jdk jdk, String path, Path image, String... modules) throws Exception {
    List<String> args = new ArrayList<>(List.of("--add-modules", String.join(",", modules)));
    if (!path.isEmpty()) {
      args.addAll(List.of("-p", path));
    }
    args.addAll(List.of("--output", image.toString()));
    run(jdk, "jlink", args.toArray(String[]::new));
    return new Jdk(jdk.version(), image);
  }

  private static void run(Jdk jdk, String tool, String... args) throws Exception {
    try (ServerProcess process = Launch.tool(jdk, tool, args).start()) {
      assertEquals(0, process.awaitExit(60_000), process.output());
    }
  }
}
