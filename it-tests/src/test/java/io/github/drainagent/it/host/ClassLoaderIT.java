package io.github.drainagent.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.Request;
import io.github.drainagent.it.app.FreePort;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Deadline;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server is found, and its adapter finds it, whatever loads it. */
@Timeout(90)
class ClassLoaderIT {
  /** Those of its own log: the JVM has a word about Tomcat too. */
  private static final Pattern TOMCATS_COMPLAINT =
      Pattern.compile("^\\d\\d-.* (SEVERE|WARNING) |Exception|^\tat ");

  private static final int START_MILLIS = 60_000;

  @TempDir Path folder;

  static Stream<Arguments> jbossModules() {
    return Hosts.rowsAndJdks("jboss-modules")
        .flatMap(row -> mains().map(main -> Arguments.of(row.get()[0], row.get()[1], main)));
  }

  /** As WildFly has it, without the class Undertow; and with it. */
  private static Stream<String> mains() {
    return Hosts.ALL ? Stream.of("XnioApp", "UndertowApp") : Stream.of("XnioApp");
  }

  static Stream<Arguments> felix() {
    return Hosts.rowsAndJdks("felix");
  }

  static Stream<Arguments> equinox() {
    return Hosts.rowsAndJdks("equinox");
  }

  static Stream<Arguments> fatJars() {
    return Hosts.rowsAndJdks("fat-jar");
  }

  static Stream<Arguments> tomcatHomes() {
    return Hosts.rowsAndJdks("tomcat-home");
  }

  @ParameterizedTest(name = "{2} in {0} on {1}")
  @MethodSource("jbossModules")
  void modulesOfJBossAreDrained(ServerSpec row, Jdk jdk, String main) throws Exception {
    assertDrains(new ModuleRepository(row, folder).launch(jdk, main));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("felix")
  void bundlesInFelixAreDrained(ServerSpec row, Jdk jdk) throws Exception {
    assertDrains(new Bundles(row, folder).felix(jdk));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("equinox")
  void bundlesInEquinoxAreDrained(ServerSpec row, Jdk jdk) throws Exception {
    assertDrains(new Bundles(row, folder).equinox(jdk));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("tomcatHomes")
  void aWarInATomcatIsDrained(ServerSpec row, Jdk jdk) throws Exception {
    int port = FreePort.any();
    try (ServerProcess process =
        new TomcatHome(row, folder, port, FreePort.any()).launch(jdk).withAgent("").start()) {
      Deadline.await(START_MILLIS, () -> Request.fast(port) == Outcome.COMPLETE);
      Kept.byConnector(process, port);
      List<String> complaints =
          process.stderr().stream().filter(line -> TOMCATS_COMPLAINT.matcher(line).find()).toList();
      assertEquals(List.of(), complaints);
      assertTrue(process.output().contains("Stopping service [Catalina]"), process.output());
    }
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("fatJars")
  void jarsNestedInAJarAreDrained(ServerSpec row, Jdk jdk) throws Exception {
    assertDrains(Launch.tool(jdk, "java", "-jar", Place.fatJar(row).toString(), "0"));
  }

  private static void assertDrains(Launch launch) throws Exception {
    try (ServerProcess process = launch.withAgent("").start()) {
      process.awaitLine("READY ", 1, START_MILLIS);
      Kept.byConnector(process, process.awaitPort());
      Output.hookEpochMillis(process.stdout());
      Output.assertClean(process.stderr());
    }
  }
}
