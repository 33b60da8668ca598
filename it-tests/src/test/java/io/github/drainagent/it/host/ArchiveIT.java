package io.github.drainagent.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.Request;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes that come from an archive are woven as those that come from a jar. */
@Timeout(120)
class ArchiveIT {
  private static final int FIRST_WITH_DYNAMIC_ARCHIVE = 13;
  private static final int FIRST_WITH_CACHE = 25;

  @TempDir Path folder;

  /** On 25 the JVM itself complains of an archive beside whatever agent; there is the cache. */
  static Stream<Jdk> jdksWithArchive() {
    return Jdks.all().stream()
        .filter(jdk -> jdk.version() >= FIRST_WITH_DYNAMIC_ARCHIVE)
        .filter(jdk -> jdk.version() < FIRST_WITH_CACHE);
  }

  static Stream<Jdk> jdksWithCache() {
    return Jdks.all().stream().filter(jdk -> jdk.version() >= FIRST_WITH_CACHE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksWithArchive")
  void aDynamicArchiveGoesWithTheAgent(Jdk jdk) throws Exception {
    Path archive = folder.resolve("app.jsa");
    try (ServerProcess process = launch(jdk, "-XX:ArchiveClassesAtExit=" + archive).start()) {
      train(process);
    }
    Launch launch = launch(jdk, "-Xshare:on", "-XX:SharedArchiveFile=" + archive);
    assertDrains(launch, "source: shared objects file (top)");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksWithCache")
  void aCacheMadeWithTheAgentGoesWithTheAgent(Jdk jdk) throws Exception {
    Path cache = folder.resolve("app.aot");
    Launch training = launch(jdk, "-XX:AOTCacheOutput=" + cache);
    try (ServerProcess process = training.withAgent("").start()) {
      train(process);
    }
    assertTrue(Files.exists(cache), "no cache was made");
    assertDrains(launch(jdk, "-XX:AOTCache=" + cache), "source: shared objects file");
  }

  private void assertDrains(Launch launch, String source) throws Exception {
    Path log = folder.resolve("classes.txt");
    launch.logClasses(log);
    try (ServerProcess process = launch.withAgent("").start()) {
      Kept.byConnector(process, process.awaitPort());
      Output.assertOnlyTheApplications(process.stdout());
      Output.assertClean(process.stderr());
    }
    String application = "io.github.drainagent.it.app.HttpServerApp " + source;
    assertTrue(Files.readString(log).contains(application), "the archive was not used");
  }

  private static void train(ServerProcess process) throws Exception {
    assertEquals(Outcome.COMPLETE, Request.fast(process.awaitPort()));
    process.term();
    assertEquals(143, process.awaitExit(60_000), process.output());
  }

  /** Archives know classes of jars, not of folders. */
  private Launch launch(Jdk jdk, String... options) throws IOException {
    Path jar = folder.resolve("app.jar");
    if (!Files.exists(jar)) {
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        Path app = Place.classes().resolve("io/github/drainagent/it/app");
        Trees.pack(app, Place.classes(), out);
      }
    }
    String main = ServerSpec.named("httpserver").main();
    return Launch.tool(jdk, "java", "-cp", jar.toString(), main, "0").jvm(options);
  }
}
