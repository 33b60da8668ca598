package io.github.drainagent.it.host;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Named modules, and images that have only some of the JDK's. */
@Timeout(120)
class ModuleIT {
  private static final ServerSpec JETTY = ServerSpec.named("jetty-12.1");
  private static final String[] JETTYS = {
    "org.eclipse.jetty.server", "org.eclipse.jetty.util", "org.eclipse.jetty.io"
  };

  @TempDir Path folder;

  static Stream<Jdk> jdksOfJetty() {
    return Hosts.jdks(JETTY).stream();
  }

  static Stream<Jdk> jdksThatLink() {
    List<Jdk> able = Jdks.all().stream().filter(jdk -> jdk.has("jlink")).toList();
    return able.stream().filter(jdk -> jdk == able.get(0) || jdk == able.get(able.size() - 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksOfJetty")
  void namedModulesAreDrained(Jdk jdk) throws Exception {
    assertDrains(new NamedModules(JETTY, folder, jdk, JETTYS).launch(jdk));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksOfJetty")
  void anImageIsDrained(Jdk jdk) throws Exception {
    NamedModules modules = new NamedModules(JETTY, folder, jdk, JETTYS);
    assertDrains(modules.launchLinked(modules.image(jdk, folder.resolve("image"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksThatLink")
  void theAgentNeedsNoModuleButJavaInstrument(Jdk jdk) throws Exception {
    Jdk image = NamedModules.link(jdk, "", folder.resolve("image"), "java.instrument");
    Launch launch = Launch.server(image, ServerSpec.named("socket"));
    try (ServerProcess process = launch.withAgent("").start()) {
      Kept.byAny(process, process.awaitPort());
      Output.assertClean(process.stderr());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksThatLink")
  void norDoesTheJdksOwnServer(Jdk jdk) throws Exception {
    Jdk image =
        NamedModules.link(jdk, "", folder.resolve("image"), "java.instrument", "jdk.httpserver");
    assertDrains(Launch.server(image, ServerSpec.named("httpserver")));
  }

  private static void assertDrains(Launch launch) throws Exception {
    try (ServerProcess process = launch.withAgent("").start()) {
      Kept.byConnector(process, process.awaitPort());
      Output.hookEpochMillis(process.stdout());
      Output.assertClean(process.stderr());
    }
  }
}
