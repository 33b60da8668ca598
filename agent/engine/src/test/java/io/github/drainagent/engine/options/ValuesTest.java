package io.github.drainagent.engine.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ValuesTest {

  private static void refuses(Option option, String... values) {
    for (String value : values) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Values.check(option, value),
          option.key() + "=" + value);
    }
  }

  @Test
  void aDurationIsAWholeNumberWithItsUnit() {
    assertEquals(TimeUnit.MILLISECONDS.toNanos(500), Values.nanos("500ms"));
    assertEquals(TimeUnit.SECONDS.toNanos(25), Values.nanos("25s"));
    assertEquals(TimeUnit.MINUTES.toNanos(2), Values.nanos("2m"));
    assertEquals(TimeUnit.HOURS.toNanos(1), Values.nanos("1h"));
    assertEquals(0, Values.nanos("0s"));
    refuses(Option.TIMEOUT, "", "s", "25", "25 s", "25sec", "25S", "-1s", "+1s", "1.5s", "1s1s");
  }

  @Test
  void aDurationIsAtMostADay() {
    assertEquals(TimeUnit.HOURS.toNanos(24), Values.nanos("24h"));
    refuses(Option.TIMEOUT, "25h", "1441m", "999999999h", "86400001ms", "99999999999999999999s");
  }

  @Test
  void triggersAreSignalsAndExitInAnyCase() {
    assertEquals(
        new LinkedHashSet<>(Arrays.asList("TERM", "INT", "HUP", "exit")),
        Values.triggers("term+Int+HUP+EXIT"));
    refuses(Option.ON, "", "TERM+", "TERM,INT", "SIGTERM", "KILL", "TERM INT");
  }

  @Test
  void anExitCodeIsWhatAProcessCanEndWith() {
    assertEquals(0, Values.exitCode("0"));
    assertEquals(255, Values.exitCode("255"));
    assertEquals(-1, Values.exitCode("keep"));
    refuses(Option.EXIT_CODE, "", "256", "-1", "KEEP", "0x10", "1.0");
  }

  @Test
  void portsAreJoinedByPlusAndMayBeNone() {
    assertEquals(
        new LinkedHashSet<>(Arrays.asList(1, 65535, 8081)), Values.ports("1+65535+8081+8081"));
    assertEquals(Collections.emptySet(), Values.ports(""));
    refuses(Option.KEEP, "0", "65536", "http", "8081+", "8081;9090", "-1");
  }

  @Test
  void switchesAndLevelsAreWordsOfTheTable() {
    assertTrue(Values.flag("true"));
    refuses(Option.ENABLED, "", "yes", "TRUE", "1");
    for (String level : Arrays.asList("debug", "info", "warn", "error", "off")) {
      assertEquals(level, Values.level(level));
    }
    for (String way : Arrays.asList("auto", "foreign", "jna", "none")) {
      assertEquals(way, Values.way(way));
    }
    refuses(Option.NATIVE, "", "JNA", "true", "ffm");
    refuses(Option.LOG, "", "trace", "INFO", "loud");
  }

  @Test
  void everyDefaultCanBeUsed() {
    for (Option option : Option.values()) {
      Values.check(option, option.byDefault());
    }
  }
}
