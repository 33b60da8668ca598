package io.github.drainagent.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.prove.result.NotMeasurable;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void whatFollowsTheTwoDashesIsTheCommand() throws NotMeasurable {
    Arguments arguments = new Arguments("--rate", "5", "--", "java", "--rate", "6", "--");
    assertEquals(5, arguments.number(Flag.RATE, 0, 10));
    assertEquals(List.of("java", "--rate", "6", "--"), arguments.command());
  }

  @Test
  void aValueMayFollowAnEqualsSign() throws NotMeasurable {
    Arguments arguments = new Arguments("--url=http://a/?b=c", "--url", "http://d/", "--", "x");
    assertEquals(List.of("http://a/?b=c", "http://d/"), arguments.all(Flag.URL));
  }

  @Test
  void timesHaveUnits() throws NotMeasurable {
    Arguments arguments = new Arguments("--duration", "2m", "--timeout", "500ms");
    assertEquals(120_000, arguments.millis(Flag.DURATION, 1, 1_000_000));
    assertEquals(500, arguments.millis(Flag.TIMEOUT, 1, 1_000_000));
  }

  @Test
  void whatIsWrongIsNamed() {
    assertSays("--speed", "--speed", "5", "--", "x");
    assertSays("--rate needs a value", "--rate", "--", "x");
    assertSays("given twice", "--rate", "1", "--rate", "2", "--", "x");
    assertSays("put -- before", "java", "-jar", "app.jar");
    assertSays("--rate takes a number from 0 to 10000, not 20000", "--rate", "20000", "--", "x");
    assertSays("a time with its unit", "--duration", "5", "--", "x");
    assertSays("say what to start", "--rate", "5");
    assertSays("either --pid or a command", "--pid", "5", "--", "x");
    assertSays("--only with|without", "--only", "some", "--", "x");
    assertSays("https is not supported yet", "--url", "https://127.0.0.1/", "--", "x");
    assertSays("nobody asks", "--rate", "0", "--clients", "0", "--", "x");
    assertSays("can't be written", "--html", "/no/such/folder/page.html", "--", "x");
    assertSays("'Name: value'", "--header", "nonsense", "--", "x");
  }

  /** 198.51.100.0/24 is kept for documentation (RFC 5737): nobody's. */
  @Test
  void anotherMachineIsAskedOnlyOnRequest() throws NotMeasurable {
    assertSays("leads to another machine", "--url", "http://198.51.100.1/", "--", "x");
    new Settings(new Arguments("--allow-remote", "--url", "http://198.51.100.1/", "--", "x"));
  }

  @Test
  void aBodyMakesItAPost() throws NotMeasurable {
    Settings settings = new Settings(new Arguments("--body", "{}", "--", "x"));
    assertEquals("POST", settings.method);
    assertTrue(!settings.isIdempotent());
  }

  @Test
  void runsAlternate() throws NotMeasurable {
    assertEquals(
        List.of(false, true, false, true),
        new Settings(new Arguments("--runs", "2", "--", "x")).plan());
    assertEquals(List.of(true), new Settings(new Arguments("--only", "with", "--", "x")).plan());
  }

  private static void assertSays(String part, String... words) {
    NotMeasurable e = assertThrows(NotMeasurable.class, () -> new Settings(new Arguments(words)));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
