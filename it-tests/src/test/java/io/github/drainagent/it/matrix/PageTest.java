package io.github.drainagent.it.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/servers.md says is what servers.csv has. */
class PageTest {
  @Test
  void theTableHasEveryServerOnceAndNoOther() throws IOException {
    List<String> inTable =
        Page.committedRows().stream().map(row -> row.get(0).replaceAll(" \\[\\d+\\]", "")).toList();
    assertEquals(
        ServerSpec.all().stream().map(ServerSpec::name).toList(),
        inTable,
        "print the table anew: see CONTRIBUTING.md");
  }

  @Test
  void noCellIsEmpty() throws IOException {
    for (List<String> row : Page.committedRows()) {
      assertEquals(3 + Measure.values().length, row.size(), row.toString());
      assertEquals(-1, row.indexOf(""), row.toString());
    }
  }

  @Test
  void namesInServersCsvAreUnique() {
    List<String> names = ServerSpec.all().stream().map(ServerSpec::name).toList();
    assertEquals(names.size(), new HashSet<>(names).size(), names.toString());
  }

  @Test
  void whatServersCsvCallsWeakIsMeasuredAndSaysWhy() {
    List<String> keys = Arrays.stream(Measure.values()).map(Measure::key).toList();
    for (ServerSpec server : ServerSpec.all()) {
      assertEquals(List.of(), server.weak().stream().filter(k -> !keys.contains(k)).toList());
      assertEquals(false, !server.weak().isEmpty() && server.notes().isEmpty(), server.name());
    }
  }
}
