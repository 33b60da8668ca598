package io.github.drainagent.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two versions of one server in one JVM, each in a loader that does not see the other. */
@Timeout(60)
class TwoLoadersIT {
  static Stream<Arguments> pairs() {
    return Stream.concat(
        pair("netty-4.1.0", "netty-4.2.20"), pair("jetty-9.4.58", "jetty-12.1.14"));
  }

  private static Stream<Arguments> pair(String one, String other) {
    ServerSpec newer = ServerSpec.named(other);
    return Hosts.jdks(newer).stream().map(jdk -> Arguments.of(ServerSpec.named(one), newer, jdk));
  }

  @ParameterizedTest(name = "{0} and {1} on {2}")
  @MethodSource("pairs")
  void eachCopyHasItsAdapter(ServerSpec one, ServerSpec other, Jdk jdk) throws Exception {
    Launch launch =
        Launch.server(
            jdk,
            ServerSpec.application("TwiceApp"),
            classPath(one),
            one.main(),
            classPath(other),
            other.main());
    try (ServerProcess process = launch.withAgent("").start()) {
      Kept.byConnector(process, process.awaitPorts(2));
      assertEquals(2, process.stdout().stream().filter(l -> l.startsWith("HOOK ")).count());
      Output.assertClean(process.stderr());
    }
  }

  private static String classPath(ServerSpec row) throws IOException {
    List<String> elements = new ArrayList<>();
    elements.add(Place.classes().toString());
    elements.add(Place.server(row).resolve("classes").toString());
    try (Stream<Path> files = Files.list(Place.server(row))) {
      files.map(Path::toString).filter(name -> name.endsWith(".jar")).forEach(elements::add);
    }
    return String.join(File.pathSeparator, elements);
  }
}
