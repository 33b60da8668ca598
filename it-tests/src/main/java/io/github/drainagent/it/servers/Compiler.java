package io.github.drainagent.it.servers;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerSpec;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Compiles the application of a row against exactly its jars, for the oldest JDK of the row, with
 * the newest compiler there is: one that runs in this JVM would know no release after its own.
 */
final class Compiler {
  static final String MADE_OF = "compiled-from";

  private final Jdk jdk = Jdks.newest();
  private final List<Path> shared =
      Folders.files(Place.classes().resolve("io/github/drainagent/it/app"), ".class");

  Compiler() throws IOException {}

  /**
   * Does nothing if the classes that are there were made of the same.
   *
   * @return what the compiler had to say, if it failed
   */
  String compile(ServerSpec row) throws IOException, InterruptedException {
    List<Path> jars = Folders.files(Place.server(row), ".jar");
    Map<String, String> sources = new TreeMap<>();
    for (String folder : row.folders()) {
      for (Path source : Folders.files(Place.apps().resolve(folder), ".java")) {
        String name = source.toFile().getName();
        sources.put(name, Renamed.toFit(Files.readString(source), jars));
      }
    }
    String madeOf = fingerprint(row, sources, jars);
    Path made = Place.server(row).resolve(MADE_OF);
    if (Files.exists(made) && Files.readString(made).equals(madeOf)) {
      return "";
    }
    String errors = runCompiler(row, sources, jars);
    if (errors.isEmpty()) {
      Files.writeString(made, madeOf);
    }
    return errors;
  }

  private String fingerprint(ServerSpec row, Map<String, String> sources, List<Path> jars)
      throws IOException {
    CRC32 sum = new CRC32();
    for (Path sharedClass : shared) {
      sum.update(Files.readAllBytes(sharedClass));
    }
    String rest = row.minJdk() + sources.toString() + jars;
    sum.update(rest.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue());
  }

  private String runCompiler(ServerSpec row, Map<String, String> sources, List<Path> jars)
      throws IOException, InterruptedException {
    Path folder = emptied(Place.server(row).resolve("sources"));
    Path classes = emptied(Place.server(row).resolve("classes"));
    List<String> path = new ArrayList<>(List.of(Place.classes().toString()));
    jars.forEach(jar -> path.add(jar.toString()));
    List<String> command = new ArrayList<>(List.of(jdk.tool("javac"), "-nowarn"));
    command.addAll(List.of("--release", Integer.toString(row.minJdk())));
    command.addAll(List.of("-d", classes.toString()));
    command.addAll(List.of("-cp", String.join(File.pathSeparator, path)));
    // for servers whose beans are wired by an annotation processor among their jars
    command.addAll(List.of("-processorpath", String.join(File.pathSeparator, path)));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = Files.writeString(folder.resolve(source.getKey()), source.getValue());
      command.add(file.toString());
    }
    Path log = Place.server(row).resolve("javac.log");
    Process javac =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return javac.waitFor() == 0 ? "" : row + " does not compile:\n" + Files.readString(log);
  }

  private static Path emptied(Path folder) throws IOException {
    Folders.empty(Files.createDirectories(folder));
    return folder;
  }
}
