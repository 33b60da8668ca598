package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.app.FreePort;
import io.github.drainagent.it.process.Deadline;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code java -jar drain-agent.jar prove}, as a user would call it. */
@Timeout(180)
class ProveIT {
  private static final int CLEAN = 0;
  private static final int NOT_CLEAN = 1;
  private static final int NOT_MEASURED = 2;
  private static final int MILLIS = 150_000;

  @TempDir Path folder;

  static Stream<Arguments> applications() {
    return Rows.jdks().stream()
        .filter(jdk -> List.of(8, 17, 25).contains(jdk.version()))
        .flatMap(jdk -> Stream.of("HttpServerApp", "SocketApp").map(app -> Arguments.of(app, jdk)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("applications")
  void anApplicationLosesRequestsAsItIsAndNoneWithTheAgent(String application, Jdk jdk)
      throws Exception {
    int port = FreePort.any();
    Path json = folder.resolve("figures.json");
    List<String> words = new ArrayList<>(options(port));
    words.addAll(List.of("--slow", url(port, "/slow?ms=1200"), "--json", json.toString(), "--"));
    words.addAll(command(jdk, application, port));
    try (ServerProcess prove = prove(jdk, words)) {
      assertEquals(CLEAN, prove.awaitExit(MILLIS), prove.output());
      String figures = Files.readString(json);
      assertTrue(figures.contains("\"clean\":true,\"verdict\":\"Without the agent "), figures);
      assertTrue(figures.matches("(?s).*\"withAgent\":true.*\"name\":\"draining\".*"), figures);
      assertFalse(figures.contains("\"exitCode\":null"), figures);
      assertTrue(String.join("\n", prove.stdout()).contains("TERM to the exit"), prove.output());
      assertNobodyListens(port);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.drainagent.it.Rows#jdks")
  void nothingOfItIsLoadedByAServer(Jdk jdk) throws Exception {
    Path log = folder.resolve("classes.txt");
    Launch launch = Launch.server(jdk, ServerSpec.named("socket")).withAgent("").logClasses(log);
    try (ServerProcess server = launch.start()) {
      server.awaitPort();
      server.term();
      server.awaitExit(8_000);
    }
    String classes = Files.readString(log);
    assertTrue(classes.contains("drainagent.engine.Boot"), "the log shows no classes");
    assertFalse(classes.contains("drainagent.prove"), "prove is in the host");
  }

  @Test
  void withoutTheAgentALossIsExitCodeOne() throws Exception {
    int port = FreePort.any();
    List<String> words = new ArrayList<>(options(port));
    words.addAll(List.of("--only", "without", "--slow", url(port, "/slow?ms=1200"), "--"));
    words.addAll(command(Jdks.running(), "HttpServerApp", port));
    try (ServerProcess prove = prove(words)) {
      assertEquals(NOT_CLEAN, prove.awaitExit(MILLIS), prove.output());
    }
  }

  /** Neither shell nor script passes TERM on, and the agent comes through the environment. */
  @Test
  void aLauncherMayStandBetween() throws Exception {
    int port = FreePort.any();
    String java = String.join("' '", command(Jdks.running(), "SocketApp", port));
    List<String> words = new ArrayList<>(options(port));
    words.addAll(List.of("--only", "with", "--", "sh", "-c", "'" + java + "'; exit $?"));
    try (ServerProcess prove = prove(words)) {
      assertEquals(CLEAN, prove.awaitExit(MILLIS), prove.output());
      assertTrue(prove.output().contains("which has the port"), prove.output());
      assertTrue(prove.output().matches("(?s).*exit code +143.*"), prove.output());
    }
  }

  @Test
  void aDaemonIsFoundAndNotLeftBehind() throws Exception {
    int port = FreePort.any();
    String java = String.join("' '", command(Jdks.running(), "SocketApp", port));
    String daemon = "setsid '" + java + "' > /dev/null 2>&1 < /dev/null & exit 0";
    List<String> words = new ArrayList<>(options(port));
    words.addAll(List.of("--only", "with", "--", "sh", "-c", daemon));
    try (ServerProcess prove = prove(words)) {
      assertEquals(CLEAN, prove.awaitExit(MILLIS), prove.output());
      assertNobodyListens(port);
    }
  }

  @Test
  void aProcessThatRunsAlreadyGetsOneTerm() throws Exception {
    Launch launch = Launch.server(Jdks.running(), ServerSpec.named("socket")).withAgent("");
    try (ServerProcess server = launch.start()) {
      int port = server.awaitPort();
      List<String> words = new ArrayList<>(options(port));
      words.addAll(List.of("--pid", Long.toString(server.pid())));
      try (ServerProcess prove = prove(words)) {
        assertEquals(CLEAN, prove.awaitExit(MILLIS), prove.output());
        assertEquals(143, server.awaitExit(1_000));
      }
    }
  }

  @Test
  void aPostIsSentWithItsBody() throws Exception {
    int port = FreePort.any();
    List<String> words = new ArrayList<>(options(port));
    words.addAll(List.of("--only", "with", "--body", "0123456789", "--header", "X-Who: me", "--"));
    words.addAll(command(Jdks.running(), "HttpServerApp", port));
    words.set(1, url(port, "/upload"));
    try (ServerProcess prove = prove(words)) {
      assertEquals(CLEAN, prove.awaitExit(MILLIS), prove.output());
    }
  }

  @Test
  void interruptedItLeavesNobodyBehind() throws Exception {
    Signals.assumeNotIgnored(2);
    int port = FreePort.any();
    List<String> words = new ArrayList<>(options(port));
    words.addAll(List.of("--", "sh", "-c"));
    words.add("'" + String.join("' '", command(Jdks.running(), "SocketApp", port)) + "'; exit $?");
    try (ServerProcess prove = prove(words)) {
      prove.awaitErrorLine("[1/2] without the agent: under load", MILLIS);
      prove.signal("INT");
      assertEquals(130, prove.awaitExit(5_000), prove.output());
      assertTrue(Deadline.await(5_000, () -> !isTaken(port)), "the application is still there");
    }
  }

  @Test
  void aCommandThatIsNotThereIsSaid() throws Exception {
    assertNotMeasured("can't be started", "--", "no-such-command");
  }

  @Test
  void anApplicationThatDiesAtOnceIsSaidWithItsLastLines() throws Exception {
    String url = url(FreePort.any(), "/");
    String output =
        assertNotMeasured("exit code 7", "--url", url, "--", "sh", "-c", "echo bad luck; exit 7");
    assertTrue(output.contains("| bad luck"), output);
  }

  @Test
  void anApplicationThatNeverAnswersIsSaid() throws Exception {
    String url = url(FreePort.any(), "/");
    assertNotMeasured(
        "nobody listens", "--url", url, "--ready-timeout", "1s", "--", "sleep", "100");
  }

  @Test
  void aPortThatIsTakenIsSaidWithItsHolder() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = url(taken.getLocalPort(), "/");
      String output = assertNotMeasured("is taken", "--url", url, "--", "sleep", "100");
      assertTrue(output.contains("pid " + ProcessHandle.current().pid()), output);
    }
  }

  @Test
  void whatIsNotHttpIsSaid() throws Exception {
    try (ServerSocket mail = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ServerProcess process = Launch.server(Jdks.running(), ServerSpec.named("socket")).start()) {
      Thread greeter = new Thread(() -> greet(mail), "mail");
      greeter.start();
      String url = url(mail.getLocalPort(), "/");
      assertNotMeasured("not in HTTP", "--url", url, "--pid", Long.toString(process.pid()));
    }
  }

  private static void greet(ServerSocket mail) {
    try (Socket socket = mail.accept()) {
      socket.getOutputStream().write("220 mail.example ESMTP\r\n".getBytes());
      socket.getInputStream().read();
    } catch (IOException e) {
      // the test is over
    }
  }

  private static String assertNotMeasured(String part, String... words) throws Exception {
    try (ServerProcess prove = prove(List.of(words))) {
      assertEquals(NOT_MEASURED, prove.awaitExit(MILLIS), prove.output());
      assertTrue(prove.output().contains("not measured: "), prove.output());
      assertTrue(prove.output().contains(part), prove.output());
      return prove.output();
    }
  }

  static List<String> options(int port) {
    // on a busy machine an answer may take long, and that is no loss
    return List.of(
        "--url", url(port, "/fast"), "--rate", "100", "--duration", "2s", "--timeout", "30s");
  }

  static String url(int port, String path) {
    return "http://127.0.0.1:" + port + path;
  }

  static List<String> command(Jdk jdk, String application, int port) {
    String classes = Place.target().resolve("classes").toString();
    String main = "io.github.drainagent.it.app." + application;
    return List.of(jdk.tool("java"), "-cp", classes, main, Integer.toString(port));
  }

  static ServerProcess prove(List<String> words) throws IOException {
    return prove(Jdks.running(), words);
  }

  private static ServerProcess prove(Jdk jdk, List<String> words) throws IOException {
    List<String> all = new ArrayList<>(List.of("-jar", Place.agentJar().toString(), "prove"));
    all.addAll(words);
    return Launch.tool(jdk, "java", all.toArray(String[]::new)).start();
  }

  private static void assertNobodyListens(int port) {
    assertFalse(isTaken(port), "somebody listens on " + port);
  }

  private static boolean isTaken(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
