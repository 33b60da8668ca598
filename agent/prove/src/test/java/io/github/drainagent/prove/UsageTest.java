package io.github.drainagent.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UsageTest {

  private static final String BEGIN = "<!-- options -->\n";
  private static final String END = "<!-- /options -->";

  @Test
  void thePageHasTheTableOfOptionsAsItIsInTheCode() throws Exception {
    String page = Files.readString(Path.of("../../docs/prove.md"));
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    assertEquals(Usage.markdown(), page.substring(begin, page.indexOf(END)));
  }

  @Test
  void everyLineFitsATerminal() {
    Usage.text().lines().forEach(line -> assertTrue(line.length() <= 120, line));
  }
}
