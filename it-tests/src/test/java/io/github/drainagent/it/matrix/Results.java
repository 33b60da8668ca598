package io.github.drainagent.it.matrix;

import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was measured so far: target/matrix.csv, a line for each server and JDK. */
final class Results {
  private static final Path FILE = Place.target().resolve("matrix.csv");

  /** Before a cell that is not as it should be. */
  private static final String BAD = "!";

  private final List<Line> lines = new ArrayList<>();

  private Results() {}

  static Results read() throws IOException {
    Results results = new Results();
    if (Files.exists(FILE)) {
      Files.readAllLines(FILE).stream()
          .map(line -> List.of(line.split(",")))
          // of an older build
          .filter(cells -> cells.size() == 2 + Measure.values().length)
          .map(Line::new)
          .forEach(results.lines::add);
    }
    return results;
  }

  /** Takes the place of what was measured of this server on this JDK before. */
  static void add(ServerSpec server, Jdk jdk, Map<Measure, Cell> cells) throws IOException {
    List<String> line = new ArrayList<>(List.of(server.name(), Integer.toString(jdk.version())));
    cells.values().forEach(cell -> line.add((cell.isGood() ? "" : BAD) + cell.text()));
    Results results = read();
    results.lines.removeIf(old -> old.isOf(server) && old.jdk() == jdk.version());
    results.lines.add(new Line(line));
    Files.write(FILE, results.lines.stream().map(Line::toString).sorted().toList());
  }

  /** The JDKs that the server was measured on, oldest first. */
  List<Integer> jdks(ServerSpec server) {
    return of(server).stream().map(Line::jdk).sorted().toList();
  }

  boolean isGood(ServerSpec server, Measure measure) {
    return of(server).stream().noneMatch(line -> line.cell(measure).startsWith(BAD));
  }

  /** What was seen, and on which JDKs if it was not the same on all of them. */
  String seen(ServerSpec server, Measure measure) {
    Map<String, String> jdksByText = new TreeMap<>();
    for (int jdk : jdks(server)) {
      Line line = of(server).stream().filter(l -> l.jdk() == jdk).findFirst().orElseThrow();
      jdksByText.merge(line.cell(measure).replace(BAD, ""), "" + jdk, (a, b) -> a + " " + b);
    }
    return jdksByText.size() == 1
        ? jdksByText.keySet().iterator().next()
        : jdksByText.entrySet().stream()
            .map(e -> e.getKey() + " (" + e.getValue() + ")")
            .collect(Collectors.joining("; "));
  }

  private List<Line> of(ServerSpec server) {
    return lines.stream().filter(line -> line.isOf(server)).toList();
  }

  private record Line(List<String> cells) {
    boolean isOf(ServerSpec server) {
      return cells.get(0).equals(server.name());
    }

    int jdk() {
      return Integer.parseInt(cells.get(1));
    }

    String cell(Measure measure) {
      return cells.get(2 + measure.ordinal());
    }

    @Override
    public String toString() {
      return String.join(",", cells);
    }
  }
}
