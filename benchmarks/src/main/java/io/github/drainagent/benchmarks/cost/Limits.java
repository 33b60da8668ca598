package io.github.drainagent.benchmarks.cost;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** limits.txt: why a target can't be reached, for rows that miss it. */
final class Limits {
  private static final int CELLS = 3;
  private static final List<String[]> ALL = read();

  private Limits() {}

  /** The reason of the first line that is about such a row; nothing where there is none. */
  static String of(Row row) {
    return ALL.stream()
        .filter(cells -> row.what().startsWith(cells[0]) && row.where().contains(cells[1]))
        .map(cells -> ": " + cells[2])
        .findFirst()
        .orElse("");
  }

  private static List<String[]> read() {
    try (InputStream in = Objects.requireNonNull(Limits.class.getResourceAsStream("limits.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" *\\| *", CELLS))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
