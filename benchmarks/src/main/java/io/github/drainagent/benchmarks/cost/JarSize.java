package io.github.drainagent.benchmarks.cost;

import io.github.drainagent.it.process.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** What has to be carried to every machine. */
final class JarSize implements Scenario {
  private static final double MEGABYTE = 1e6;

  private final Row row = new Row("drain-agent.jar", "-", "MB", Target.atMost(6, "MB"));

  @Override
  public List<Row> rows() {
    return List.of(row);
  }

  @Override
  public void run() throws IOException {
    row.series().add(Double.NaN, Files.size(Place.agentJar()) / MEGABYTE);
  }
}
