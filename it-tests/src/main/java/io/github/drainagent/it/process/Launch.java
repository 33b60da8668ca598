package io.github.drainagent.it.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a process is to be started. */
public final class Launch {
  private final Jdk jdk;
  private final List<String> wrapper = new ArrayList<>();
  private final List<String> jvm = new ArrayList<>();
  private final List<String> application = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private String tool = "java";
  private @Nullable File stderr;

  private Launch(Jdk jdk) {
    this.jdk = jdk;
  }

  public static Launch server(Jdk jdk, ServerSpec server, String... args) {
    Launch launch = new Launch(jdk);
    launch.jvm.addAll(Opened.byManifests(server, jdk));
    launch.application.addAll(List.of("-cp", Place.classPath(server)));
    launch.application.add(server.main());
    launch.application.addAll(server.args());
    launch.application.addAll(args.length == 0 ? List.of("0") : Arrays.asList(args));
    return launch;
  }

  public static Launch tool(Jdk jdk, String tool, String... args) {
    Launch launch = new Launch(jdk);
    launch.tool = tool;
    launch.application.addAll(Arrays.asList(args));
    return launch;
  }

  /**
   * The agent through JAVA_TOOL_OPTIONS, with its settings as the agent's argument ("" for none).
   */
  public Launch withAgent(String settings) {
    return environment("JAVA_TOOL_OPTIONS", agentOption(settings));
  }

  public static String agentOption(String settings) {
    return "-javaagent:" + Place.agentJar() + (settings.isEmpty() ? "" : "=" + settings);
  }

  public Launch jvm(String... options) {
    jvm.addAll(Arrays.asList(options));
    return this;
  }

  public Launch environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Has it started by a command that ends by executing its arguments; the last given is first. */
  public Launch through(List<String> command) {
    wrapper.addAll(0, command);
    return this;
  }

  /**
   * Has every class that is loaded written there: on stdout it would cut the application's lines.
   */
  public Launch logClasses(Path file) {
    return jdk.version() == 8
        ? jvm(
            "-verbose:class",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+LogVMOutput",
            "-XX:-DisplayVMOutput",
            "-XX:LogFile=" + file)
        : jvm("-Xlog:class+load:file=" + file);
  }

  /** Sends stderr there instead of into the test. */
  public Launch stderr(File file) {
    stderr = file;
    return this;
  }

  /** The words of the command line. */
  public List<String> command() {
    List<String> command = new ArrayList<>(wrapper);
    command.add(jdk.tool(tool));
    command.addAll(jvm);
    command.addAll(application);
    return command;
  }

  public ServerProcess start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command());
    // settings of whoever runs the build are no part of a test
    builder.environment().keySet().removeIf(Launch::isOurs);
    builder.environment().putAll(environment);
    if (stderr != null) {
      builder.redirectError(stderr);
    }
    return new ServerProcess(builder.start());
  }

  private static boolean isOurs(String name) {
    return name.startsWith("DRAIN_")
        || name.endsWith("JAVA_OPTIONS")
        || name.endsWith("TOOL_OPTIONS");
  }
}
