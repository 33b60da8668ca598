package io.github.drainagent.engine.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OptionsTableTest {

  @Test
  void theTerminalsTableHasEverySettingWithDefaultAcceptedValuesAndMeaning() {
    String table = OptionsTable.plain();
    for (Option option : Option.values()) {
      assertTrue(table.contains("  " + option.key() + "=" + option.byDefault()), option.key());
      assertTrue(table.contains("Takes " + option.accepts() + "."), option.key());
      assertTrue(table.contains(option.meaning()), option.key());
    }
    assertEquals(2 * Option.values().length, table.split("\\R").length);
  }

  @Test
  void theReadmesTableHasARowOfFourCellsForEverySetting() {
    String[] lines = OptionsTable.markdown().split("\n");
    assertEquals(2 + Option.values().length, lines.length);
    for (Option option : Option.values()) {
      String line = lines[2 + option.ordinal()];
      String[] cells = line.split("\\|", -1);
      assertEquals(6, cells.length, line);
      assertEquals("`" + option.key() + "`", cells[1].trim());
      assertEquals(
          option.byDefault().isEmpty() ? "" : "`" + option.byDefault() + "`", cells[2].trim());
      assertEquals(option.accepts(), cells[3].trim());
      assertEquals(option.meaning(), cells[4].trim());
    }
  }
}
