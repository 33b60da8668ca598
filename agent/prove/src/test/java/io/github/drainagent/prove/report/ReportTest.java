package io.github.drainagent.prove.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.prove.load.Crowd;
import io.github.drainagent.prove.load.Kind;
import io.github.drainagent.prove.load.Outcome;
import io.github.drainagent.prove.load.Target;
import io.github.drainagent.prove.result.Comparison;
import io.github.drainagent.prove.result.Made;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final Target TARGET =
      Target.of("http://127.0.0.1:1/?a=1&b=<2>".replace("<2>", "2"), "GET", List.of(), new byte[0]);
  private static final Subject SUBJECT =
      new Subject(
          "java -jar \"a&b\".jar <x>",
          "drain-agent 1",
          "GET",
          List.of(TARGET),
          List.of(),
          List.of(new Crowd(Kind.NEW, 1, 50, 1)));

  @Test
  void theTableHasARowForEachOutcomeWithCurlsExitCode() {
    String text = new TextReport(SUBJECT, comparison()).toString();
    for (Outcome outcome : Outcome.values()) {
      assertTrue(text.matches("(?s).*\n" + outcome + " +" + outcome.curl() + " .*"), text);
    }
    assertTrue(text.contains("Without the agent 1 request was lost (1 reset)"), text);
  }

  @Test
  void thePageHasADotForEveryLossAndABandForEveryPhase() {
    Made lossy = new Made().answered(200_000).phase("closing", 1, 40).phase("draining", 40, 90);
    for (int i = 0; i < 30; i++) {
      lossy.attempt(-900, 5, Outcome.RESET, 0);
    }
    Comparison comparison = new Comparison(List.of(lossy.run(true)), "without", true);
    String page = new HtmlReport(SUBJECT, comparison).toString();
    assertEquals(30, count(page, "class=\"story reset\""));
    assertEquals(2, count(page, "class=\"band "));
    assertTrue(count(page, "h0") <= 20_000, count(page, "h0") + " dots");
    assertTrue(page.contains("have no dot"), "it does not say that dots are missing");
  }

  @Test
  void thePageNeedsNothingFromElsewhere() {
    String page = new HtmlReport(SUBJECT, comparison()).toString();
    assertFalse(page.matches("(?s).*(src=|href=|@import|url\\().*"), "it loads something");
    assertFalse(page.matches("(?s).*\\{[a-z]+\\}.*"), "a placeholder is left");
    assertTrue(page.contains("java -jar &quot;a&amp;b&quot;.jar &lt;x&gt;"), "not escaped");
  }

  @Test
  void theFiguresOfJsonAreThoseOfTheTable() {
    String json = new JsonReport(SUBJECT, comparison()).toString();
    assertTrue(json.contains("\"command\":\"java -jar \\\"a&b\\\".jar <x>\""), json);
    assertTrue(json.contains("\"lostSinceTerm\":1"), json);
    assertTrue(json.contains("\"exitCode\":143"), json);
    assertTrue(json.contains("\"clean\":true,\"verdict\""), json);
    assertEquals(count(json, "{"), count(json, "}"));
  }

  private static Comparison comparison() {
    Made without = new Made().answered(5).attempt(-2, 3, Outcome.RESET, 0);
    Made with = new Made().answered(5).attempt(2, 3, Outcome.REFUSED, 0);
    return new Comparison(List.of(without.run(false), with.run(true)), "without the agent", true);
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }
}
