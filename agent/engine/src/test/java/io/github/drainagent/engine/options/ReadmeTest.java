package io.github.drainagent.engine.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private static final String BEGIN = "<!-- settings -->\n";
  private static final String END = "<!-- /settings -->";

  @Test
  void readmeHasTheTableOfSettingsAsItIsInTheCode() throws Exception {
    String readme =
        new String(Files.readAllBytes(Paths.get("../../README.md")), StandardCharsets.UTF_8);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    assertEquals(OptionsTable.markdown(), readme.substring(begin, readme.indexOf(END)));
  }
}
