package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.load.Ask;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Deadline;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** libc is called where it can be, and nobody notices. */
@Timeout(60)
class NativeAccessIT {
  private static final int FIRST_WITH_FOREIGN = 22;
  private static final int FIRST_THAT_WARNS = 24;

  /** Names of Java threads in a thread dump, without those that come and go as they like. */
  private static final Pattern THREAD =
      Pattern.compile(
          "^\"((?!main|DestroyJavaVM|acceptor-|C[12] CompilerThread|.*Sweeper|Attach)[^\"]+)\" #");

  private static final Pattern FOUND =
      Pattern.compile("INFO native access: (none|JNA|java\\.lang\\.foreign)(;.*)?$");

  @TempDir Path temporary;

  static Stream<Jdk> jdksWithoutForeign() {
    return Rows.jdks().stream().filter(jdk -> jdk.version() < FIRST_WITH_FOREIGN);
  }

  static Stream<Jdk> jdksThatWarn() {
    return Rows.jdks().stream().filter(jdk -> jdk.version() >= FIRST_THAT_WARNS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.drainagent.it.Rows#jdks")
  void itIsFoundWithoutAWordAFileOrAThread(Jdk jdk) throws Exception {
    Set<String> threads;
    try (ServerProcess without = socket(jdk, "native=none").start()) {
      assertEquals("none", found(without));
      threads = threads(without);
    }
    Launch launch = socket(jdk, "native=auto");
    if (jdk.version() >= FIRST_THAT_WARNS) {
      launch.jvm("--illegal-native-access=deny");
    }
    try (ServerProcess process = launch.start()) {
      assertEquals(wayOf(jdk), found(process));
      assertEquals(threads, threads(process));
      assertNoFileIsLeft();
      assertDrains(process);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksThatWarn")
  void theJvmDoesNotWarnOfIt(Jdk jdk) throws Exception {
    try (ServerProcess process = socket(jdk, "").jvm("--illegal-native-access=warn").start()) {
      assertEquals("java.lang.foreign", found(process));
      assertDrains(process);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.drainagent.it.Rows#jdks")
  void theOtherWayIsNotTakenInsteadOfTheOneInTheSettings(Jdk jdk) throws Exception {
    String other = jdk.version() < FIRST_WITH_FOREIGN ? "native=foreign" : "native=jna";
    try (ServerProcess process = socket(jdk, other).start()) {
      assertEquals("none", found(process));
      assertDrains(process);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksWithoutForeign")
  void whereNothingCanBeUnpackedTheServerIsDrainedWithoutIt(Jdk jdk) throws Exception {
    try (ServerProcess process = socket(jdk, "").jvm("-Djava.io.tmpdir=/proc").start()) {
      assertEquals("none", found(process), process.output());
      assertDrains(process);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksWithoutForeign")
  void theLibraryBesideTheJarNeedsNoTemporaryFolder(Jdk jdk) throws Exception {
    try (JarFile jar = new JarFile(Place.agentJar().toFile());
        InputStream library = jar.getInputStream(jar.getEntry(libraryOfThisMachine()))) {
      Files.copy(library, temporary.resolve("libjnidispatch.so"));
    }
    try (ServerProcess process = beside(jdk).jvm("-Djava.io.tmpdir=/proc").start()) {
      assertEquals("JNA", found(process), process.output());
      assertDrains(process);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksWithoutForeign")
  void anotherFileBesideTheJarIsNotTaken(Jdk jdk) throws Exception {
    Files.writeString(temporary.resolve("libjnidispatch.so"), "of another version");
    try (ServerProcess process = beside(jdk).jvm("-Djava.io.tmpdir=" + temporary).start()) {
      assertEquals("JNA", found(process), process.output());
      assertDrains(process);
    }
  }

  private Launch beside(Jdk jdk) throws IOException {
    Path jar = Files.copy(Place.agentJar(), temporary.resolve("drain-agent.jar"));
    return Launch.server(jdk, ServerSpec.named("socket"))
        .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + jar + "=log=debug");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksWithoutForeign")
  void anApplicationsOwnJnaOfAnotherVersionWorksBeforeAndAfter(Jdk jdk) throws Exception {
    ServerSpec application = ServerSpec.named("jna");
    for (String[] arguments : new String[][] {{"0"}, {"0", "--early"}}) {
      try (ServerProcess process =
          Launch.server(jdk, application, arguments).withAgent("log=debug").start()) {
        process.awaitLine("JNA 42", arguments.length, 20_000);
        assertEquals("JNA", found(process));
        assertDrains(process);
      }
    }
  }

  private Launch socket(Jdk jdk, String settings) {
    return Launch.server(jdk, ServerSpec.named("socket"))
        .withAgent("log=debug" + (settings.isEmpty() ? "" : "," + settings))
        .jvm("-Djava.io.tmpdir=" + temporary);
  }

  private static String wayOf(Jdk jdk) {
    return jdk.version() < FIRST_WITH_FOREIGN ? "JNA" : "java.lang.foreign";
  }

  /** What the log says at last. */
  private static String found(ServerProcess process) throws InterruptedException {
    Deadline.await(10_000, () -> ways(process).findFirst().isPresent());
    return ways(process).findFirst().orElse("nothing is said of it: " + process.output());
  }

  private static Stream<String> ways(ServerProcess process) {
    return process.stderr().stream()
        .flatMap(line -> FOUND.matcher(line).results())
        .map(match -> match.group(1));
  }

  private static Set<String> threads(ServerProcess process) throws Exception {
    process.awaitPort();
    process.signal("QUIT");
    process.awaitLine("Heap", 1, 10_000);
    Set<String> names =
        process.stdout().stream()
            .flatMap(line -> THREAD.matcher(line).results())
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(names.contains("drain-agent"), names.toString());
    return names;
  }

  private static String libraryOfThisMachine() {
    String arch = System.getProperty("os.arch");
    String folder = "linux-" + (arch.equals("amd64") ? "x86-64" : arch);
    return "drain-agent/com/sun/jna/" + folder + "/libjnidispatch.so";
  }

  private void assertNoFileIsLeft() throws Exception {
    try (Stream<Path> files = Files.list(temporary)) {
      assertEquals(List.of(), files.toList());
    }
  }

  /** And nothing but our lines is on stderr. */
  private static void assertDrains(ServerProcess process) throws Exception {
    Request slow = Request.inFlight(process.awaitPort(), Ask.slow(500));
    process.term();
    assertEquals(Outcome.COMPLETE, slow.outcome(), process.output());
    assertEquals(143, process.awaitExit(8_000));
    Output.assertClean(process.stderr());
  }
}
