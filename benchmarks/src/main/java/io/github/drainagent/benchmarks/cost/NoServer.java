package io.github.drainagent.benchmarks.cost;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerProcess;
import java.nio.file.Path;
import java.util.List;

/** A JVM in which nothing listens, against one with an agent that does nothing. */
final class NoServer implements Scenario {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Jdk jdk;
  private final String tool;
  private final String[] arguments;
  private final Path emptyAgent;
  private final Row row;

  private NoServer(Jdk jdk, Path emptyAgent, String what, String tool, String... arguments) {
    this.jdk = jdk;
    this.emptyAgent = emptyAgent;
    this.tool = tool;
    this.arguments = arguments;
    row =
        new Row(
            what + " (without: an agent that does nothing)",
            jdk.toString(),
            "ms",
            Target.atMostMore(5, "ms"));
  }

  static List<Scenario> all(Jdk jdk, Path emptyAgent) {
    String hello = "io.github.drainagent.it.app.HelloApp";
    String classes = Place.classes().toString();
    return List.of(
        new NoServer(jdk, emptyAgent, "java -version", "java", "-version"),
        new NoServer(jdk, emptyAgent, "hello world", "java", "-cp", classes, hello),
        new NoServer(jdk, emptyAgent, "javac -version", "javac", "-version"));
  }

  @Override
  public List<Row> rows() {
    return List.of(row);
  }

  @Override
  public void run() throws Exception {
    row.series().add(millis("-javaagent:" + emptyAgent), millis(Launch.agentOption("")));
  }

  private double millis(String agent) throws Exception {
    Launch launch = Launch.tool(jdk, tool, arguments).environment("JAVA_TOOL_OPTIONS", agent);
    long start = System.nanoTime();
    try (ServerProcess process = launch.start()) {
      process.awaitExit(PATIENCE_MILLIS);
      return (System.nanoTime() - start) / 1e6;
    }
  }
}
