package io.github.drainagent.prove.report;

import io.github.drainagent.prove.load.Attempts;
import io.github.drainagent.prove.load.Kind;
import io.github.drainagent.prove.load.Outcome;
import io.github.drainagent.prove.result.Run;
import io.github.drainagent.prove.result.Seconds;
import java.util.EnumMap;
import java.util.Map;

/**
 * The attempts of a run. Those that went well are strokes of no length in one path, which browsers
 * draw as round dots and quickly; each of the others is an element that tells its story.
 */
final class Dots {

  /** Past so many stories they are dots of a path too. */
  private static final int MOST_STORIES = 2_000;

  /** What was lost after longer than this has a line from its beginning to its end. */
  private static final long LONG_NANOS = 150_000_000;

  private final Run run;
  private final Axes axes;
  private final Thinning thinning;
  private final Map<Outcome, StringBuilder> paths = new EnumMap<>(Outcome.class);
  private final StringBuilder spans = new StringBuilder();
  private final StringBuilder stories = new StringBuilder();
  private final StringBuilder losses = new StringBuilder();
  private int storyCount;

  Dots(Run run, Axes axes, Thinning thinning) {
    this.run = run;
    this.axes = axes;
    this.thinning = thinning;
  }

  @Override
  public String toString() {
    for (Attempts of : run.attempts()) {
      for (int i = 0; i < of.size(); i++) {
        if (thinning.shows(run, of, i)) {
          dot(of, i);
        }
      }
    }
    StringBuilder svg = new StringBuilder(spans);
    paths.forEach(
        (outcome, path) ->
            svg.append("<path class=\"dots ")
                .append(Chart.type(outcome))
                .append("\" d=\"")
                .append(path)
                .append("\"/>"));
    return svg.append(stories).append(losses).toString();
  }

  private void dot(Attempts of, int index) {
    double begun = of.begun(index) - run.term();
    long latency = of.ended(index) - of.begun(index);
    Outcome outcome = of.outcome(index);
    double x = axes.x(begun);
    double y = axes.y(latency);
    if (of.kind() == Kind.SLOW || (outcome.isLost() && latency > LONG_NANOS)) {
      span(x, axes.x(begun + latency), y, outcome);
    }
    boolean ordinary = outcome == Outcome.COMPLETE || outcome == Outcome.REFUSED;
    if ((ordinary && of.kind() != Kind.SLOW) || storyCount >= MOST_STORIES) {
      StringBuilder path = paths.computeIfAbsent(outcome, o -> new StringBuilder());
      path.append('M').append(Axes.number(x)).append(' ').append(Axes.number(y)).append("h0");
    } else if (axes.shows(begun) || !ordinary) {
      story(of, index, x, y);
    }
  }

  private void span(double from, double to, double y, Outcome outcome) {
    spans.append("<path class=\"span ").append(Chart.type(outcome)).append("\" d=\"M");
    spans.append(Axes.number(from)).append(' ').append(Axes.number(y)).append('H');
    spans.append(Axes.number(to)).append("\"/>");
  }

  private void story(Attempts of, int index, double x, double y) {
    storyCount++;
    Outcome outcome = of.outcome(index);
    long begun = of.begun(index) - run.term();
    String when = Seconds.text(Math.abs(begun)) + (begun < 0 ? " before TERM" : " after TERM");
    String took = Seconds.text(of.ended(index) - of.begun(index));
    // losses lie on top
    (outcome.isLost() ? losses : stories)
        .append("<circle class=\"story ")
        .append(Chart.type(outcome))
        .append("\" cx=\"")
        .append(Axes.number(x))
        .append("\" cy=\"")
        .append(Axes.number(y))
        .append(outcome.isLost() ? "\" r=\"4.6\"" : "\" r=\"3.2\"")
        .append("><title>")
        .append(outcome + ", " + of.kind() + ": begun " + when + ", ended after " + took)
        .append("</title></circle>");
  }
}
