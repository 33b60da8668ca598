package io.github.drainagent.it.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A row of servers.csv. */
public record ServerSpec(
    String name, String main, String jars, int minJdk, int maxJdk, boolean hasConnector) {

  public static List<ServerSpec> all() {
    try (InputStream in =
            Objects.requireNonNull(ServerSpec.class.getResourceAsStream("/servers.csv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).map(ServerSpec::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ServerSpec named(String name) {
    return all().stream().filter(spec -> spec.name.equals(name)).findFirst().orElseThrow();
  }

  /** One of the small applications for a single test. */
  public static ServerSpec application(String main) {
    return new ServerSpec(main, main, "-", 8, 25, false);
  }

  public boolean runsOn(Jdk jdk) {
    return minJdk <= jdk.version() && jdk.version() <= maxJdk;
  }

  private static ServerSpec parse(String line) {
    String[] cells = line.trim().split("\\s*,\\s*");
    return new ServerSpec(
        cells[0],
        cells[1],
        cells[2],
        Integer.parseInt(cells[3]),
        Integer.parseInt(cells[4]),
        cells[5].equals("yes"));
  }

  @Override
  public String toString() {
    return name;
  }
}
