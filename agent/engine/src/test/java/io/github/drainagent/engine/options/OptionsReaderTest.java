package io.github.drainagent.engine.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OptionsReaderTest {

  private final Properties properties = new Properties();
  private final Map<String, String> environment = new HashMap<>();

  private OptionsReader read(String argument) {
    return new OptionsReader(argument, properties, environment);
  }

  private static String onlyComplaint(OptionsReader reader) {
    assertEquals(1, reader.complaints().size(), reader.complaints().toString());
    return reader.complaints().get(0);
  }

  @Test
  void withoutSettingsTheDefaultsCountAndNothingIsSaid() {
    OptionsReader reader = read(null);
    Options options = reader.options();
    assertEquals(TimeUnit.SECONDS.toNanos(25), options.timeout());
    assertEquals(0, options.delay());
    assertEquals(new HashSet<>(Arrays.asList("TERM", "INT", "exit")), options.on());
    assertEquals(143, options.exitCode(143));
    assertEquals(Collections.emptySet(), options.keep());
    assertEquals("info", options.logLevel());
    assertFalse(reader.strict());
    assertEquals(Collections.emptyList(), reader.complaints());
  }

  @Test
  void theArgumentComesBeforeThePropertyBeforeTheEnvironment() {
    environment.put("DRAIN_TIMEOUT", "3s");
    assertEquals("3s", read("").options().timeoutText());
    properties.setProperty("drain.timeout", "2s");
    assertEquals("2s", read("").options().timeoutText());
    assertEquals("1s", read("timeout=1s").options().timeoutText());
  }

  @Test
  void everySettingIsReadFromEverySource() {
    for (Option option : Option.values()) {
      // a value that no setting takes shows that it was looked at
      Properties property = new Properties();
      property.setProperty(option.property(), "?");
      Map<String, String> variable = Collections.singletonMap(option.environment(), "?");
      for (OptionsReader reader :
          Arrays.asList(
              read(option.key() + "=?"),
              new OptionsReader(null, property, environment),
              new OptionsReader(null, properties, variable))) {
        String complaint = onlyComplaint(reader);
        assertTrue(complaint.startsWith(option.key() + "=? can't be used: it takes "), complaint);
        assertTrue(complaint.contains(option.accepts()), complaint);
      }
    }
    assertEquals("DRAIN_EXIT_CODE", Option.EXIT_CODE.environment());
    assertEquals("drain.exit-code", Option.EXIT_CODE.property());
  }

  @Test
  void aBadValueIsOneSentenceWithKeyValueWhatIsAcceptedAndWhatIsUsed() {
    OptionsReader reader = read("timeout=25");
    assertEquals(
        "timeout=25 can't be used: it takes a number with its unit, 500ms, 25s or 2m, at most 24h;"
            + " timeout=25s is used instead",
        onlyComplaint(reader));
    assertEquals("25s", reader.options().timeoutText());
  }

  @Test
  void whereAHigherSourceIsBadTheNextOneCountsAndIsNamed() {
    properties.setProperty("drain.delay", "soon");
    environment.put("DRAIN_DELAY", "5s");
    OptionsReader reader = read("delay=-1s");
    assertEquals(TimeUnit.SECONDS.toNanos(5), reader.options().delay());
    assertEquals(2, reader.complaints().size());
    for (String complaint : reader.complaints()) {
      assertTrue(complaint.endsWith("delay=5s is used instead"), complaint);
    }
  }

  @Test
  void anUnknownKeyNamesTheNearestKnownOne() {
    for (String[] pair :
        new String[][] {
          {"timout", "timeout"},
          {"Timeout", "timeout"},
          {"exitcode", "exit-code"},
          {"delai", "delay"},
          {"enable", "enabled"},
          {"kep", "keep"},
          {"logs", "log"},
          {"stric", "strict"},
        }) {
      assertEquals(
          "unknown setting '" + pair[0] + "' is ignored; did you mean " + pair[1] + "?",
          onlyComplaint(read(pair[0] + "=1s")));
    }
  }

  @Test
  void aSlipInTheNameOfAPropertyOrAVariableIsToldTooAndOtherNamesAreNot() {
    properties.setProperty("drain.timout", "1s");
    properties.setProperty("drain.pipe.length", "3m");
    assertEquals(
        "unknown setting 'drain.timout' is ignored; did you mean drain.timeout?",
        onlyComplaint(read(null)));
    properties.clear();
    environment.put("DRAIN_EXITCODE", "1");
    environment.put("DRAIN_THE_SWAMP", "1");
    assertEquals(
        "unknown setting 'DRAIN_EXITCODE' is ignored; did you mean DRAIN_EXIT_CODE?",
        onlyComplaint(read(null)));
  }

  @Test
  void aDelayThatLeavesNoTimeIsTold() {
    assertEquals(
        "delay=5s leaves nothing of timeout=5s for requests in flight; make timeout longer",
        onlyComplaint(read("delay=5s,timeout=5s")));
    assertEquals(Collections.emptyList(), read("delay=5s,timeout=6s").complaints());
  }

  @Test
  void aKeyWithoutAValueIsToldAndIgnored() {
    OptionsReader reader = read("timeout");
    assertEquals(
        "setting 'timeout' has no value and is ignored; write timeout=...", onlyComplaint(reader));
    assertEquals("25s", reader.options().timeoutText());
  }

  @Test
  void blanksAndEmptyPartsOfTheArgumentAreNoMistake() {
    OptionsReader reader = read(" timeout = 5s , ,delay=1s,");
    assertEquals("5s", reader.options().timeoutText());
    assertEquals("1s", reader.options().delayText());
    assertEquals(Collections.emptyList(), reader.complaints());
  }

  @Test
  void oneBadSettingTakesNoOtherWithIt() {
    OptionsReader reader = read("timeout=never,delay=2s,frobnicate=1,keep=8081");
    assertEquals(2, reader.complaints().size());
    assertEquals("2s", reader.options().delayText());
    assertEquals(Collections.singleton(8081), reader.options().keep());
  }

  @Test
  void strictIsReadLikeTheOthersAndABadOneMeansNo() {
    assertTrue(read("strict=true").strict());
    assertFalse(read("strict=yes").strict());
    assertTrue(onlyComplaint(read("strict=yes")).contains("true or false"));
    properties.setProperty("drain.strict", "true");
    assertTrue(read("strict=yes").strict());
  }

  @Test
  void anExitCodeThatIsSetReplacesTheJvmsOwn() {
    assertEquals(0, read("exit-code=0").options().exitCode(143));
    assertEquals(143, read("exit-code=keep").options().exitCode(143));
  }
}
