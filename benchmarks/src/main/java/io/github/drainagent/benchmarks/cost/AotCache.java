package io.github.drainagent.benchmarks.cost;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Starts from an AOT cache (JDK 25) that was trained without and with the agent. */
final class AotCache implements Scenario {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Jdk jdk;
  private final Path jar;
  private final Path trainedWithout;
  private final Path trainedWith;
  private final Row row;

  AotCache(Jdk jdk) throws Exception {
    this.jdk = jdk;
    Path folder = Files.createTempDirectory("aot");
    jar = jar(folder);
    trainedWithout = train(folder.resolve("without.aot"), false);
    trainedWith = train(folder.resolve("with.aot"), true);
    row =
        new Row(
            "start from an AOT cache, trained alike, to first answer",
            "the JDK's HttpServer, " + jdk,
            "ms",
            Target.atMostMore(100, "ms"));
  }

  @Override
  public List<Row> rows() {
    return List.of(row);
  }

  @Override
  public void run() throws Exception {
    row.series()
        .add(
            start(launch("-XX:AOTCache=" + trainedWithout)),
            start(launch("-XX:AOTCache=" + trainedWith).withAgent("")));
  }

  private Path train(Path cache, boolean withAgent) throws Exception {
    Launch launch = launch("-XX:AOTCacheOutput=" + cache);
    start(withAgent ? launch.withAgent("") : launch);
    if (!Files.exists(cache)) {
      throw new IllegalStateException("no cache was made");
    }
    return cache;
  }

  private double start(Launch launch) throws Exception {
    long begun = System.nanoTime();
    try (ServerProcess process = launch.start()) {
      Request.fast(process.awaitPort());
      double millis = (System.nanoTime() - begun) / 1e6;
      process.term();
      process.awaitExit(PATIENCE_MILLIS);
      return millis;
    }
  }

  private Launch launch(String option) {
    return Launch.tool(
            jdk, "java", "-cp", jar.toString(), "io.github.drainagent.it.app.HttpServerApp", "0")
        .jvm(option);
  }

  /** A cache knows classes of jars, not of folders. */
  private static Path jar(Path folder) throws IOException {
    Path jar = folder.resolve("app.jar");
    Path classes = Place.classes();
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> files = Files.walk(classes.resolve("io/github/drainagent/it/app"))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(each).toString()));
        Files.copy(each, out);
      }
    }
    return jar;
  }
}
