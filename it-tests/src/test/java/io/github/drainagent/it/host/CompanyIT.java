package io.github.drainagent.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who else may be in the JVM: another agent, an operator, a debugger. */
@Timeout(120)
class CompanyIT {
  private static final ServerSpec HTTP = ServerSpec.named("httpserver");

  /** It is slow to start: the whole of it is woven into the JVM. */
  private static final int OPENTELEMETRY_MILLIS = 90_000;

  private static final Pattern OF_OPENTELEMETRY =
      Pattern.compile("\\[otel\\.javaagent .*|.* warning: Sharing is only supported for boot.*");

  static Stream<Arguments> openTelemetry() {
    return Hosts.rowsAndJdks("opentelemetry")
        .flatMap(
            row ->
                Stream.of("before", "after")
                    .map(order -> Arguments.of(order, row.get()[0], row.get()[1])));
  }

  static Stream<Jdk> jdks() {
    return Hosts.jdks(HTTP).stream();
  }

  @ParameterizedTest(name = "{1} {0} us on {2}")
  @MethodSource("openTelemetry")
  void openTelemetrysAgentMayBeThereToo(String order, ServerSpec row, Jdk jdk) throws Exception {
    String theirs = "-javaagent:" + jar(row, "opentelemetry-javaagent");
    String ours = Launch.agentOption("");
    Launch launch =
        Launch.server(jdk, row)
            .environment(
                "JAVA_TOOL_OPTIONS",
                order.equals("before") ? theirs + " " + ours : ours + " " + theirs);
    for (String signal : List.of("traces", "metrics", "logs")) {
      launch.jvm("-Dotel." + signal + ".exporter=none");
    }
    try (ServerProcess process = launch.start()) {
      process.awaitLine("READY ", 1, OPENTELEMETRY_MILLIS);
      Kept.byConnector(process, process.awaitPort());
      Output.hookEpochMillis(process.stdout());
      assertEquals(
          List.of(),
          Output.strange(process.stderr()).stream()
              .filter(line -> !OF_OPENTELEMETRY.matcher(line).matches())
              .toList());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void anOperatorsJmxConnectionHoldsNothingUp(Jdk jdk) throws Exception {
    int jmx = freePort();
    String jmxremote = "-Dcom.sun.management.jmxremote.";
    Launch launch =
        Launch.server(jdk, HTTP)
            .jvm("-Djava.rmi.server.hostname=127.0.0.1", jmxremote + "host=127.0.0.1")
            .jvm(jmxremote + "port=" + jmx, jmxremote + "rmi.port=" + jmx)
            .jvm(jmxremote + "ssl=false", jmxremote + "authenticate=false");
    try (ServerProcess process = launch.withAgent("").start()) {
      int port = process.awaitPort();
      JMXServiceURL url =
          new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + jmx + "/jmxrmi");
      JMXConnector operator = JMXConnectorFactory.connect(url);
      assertTrue(operator.getMBeanServerConnection().getMBeanCount() > 0);
      Kept.byConnector(process, port);
      String last = Output.oursNaming(process.stderr(), "; exchanges: ").get(0);
      assertTrue(last.endsWith(" 0 cut + 1 kept"), process.output());
      Output.assertClean(process.stderr());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void theDebuggersPortIsLeftAloneThoughADebuggerHasBeenThere(Jdk jdk) throws Exception {
    int port = freePort();
    String jdwp = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=" + port;
    try (ServerProcess process = Launch.server(jdk, HTTP).jvm(jdwp).withAgent("").start()) {
      int http = process.awaitPort();
      try (ServerProcess debugger = Launch.tool(jdk, "jdb", "-attach", "" + port).start()) {
        debugger.awaitLine("Initializing jdb", 1, 20_000);
        debugger.closeInput();
        debugger.awaitExit(20_000);
      }
      process.awaitLine("Listening for transport", 2, 20_000);
      Kept.byConnector(process, http);
      assertEquals(
          List.of(), Output.oursNaming(process.stderr(), " " + port + " "), process.output());
      assertTrue(
          process.stdout().stream().noneMatch(line -> line.contains("failed")), process.output());
      Output.assertClean(process.stderr());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aJvmThatNobodyCanAttachToIsDrained(Jdk jdk) throws Exception {
    Launch launch = Launch.server(jdk, HTTP).jvm("-XX:+DisableAttachMechanism");
    try (ServerProcess process = launch.withAgent("").start()) {
      Kept.byConnector(process, process.awaitPort());
      Output.assertClean(process.stderr());
    }
  }

  private static Path jar(ServerSpec row, String name) throws Exception {
    try (Stream<Path> files = Files.list(Place.server(row))) {
      return files
          .filter(path -> path.getFileName().toString().startsWith(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
