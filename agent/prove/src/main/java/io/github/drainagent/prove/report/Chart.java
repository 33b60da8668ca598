package io.github.drainagent.prove.report;

import io.github.drainagent.prove.load.Outcome;
import io.github.drainagent.prove.result.Phase;
import io.github.drainagent.prove.result.Run;
import io.github.drainagent.prove.result.Seconds;
import java.util.Locale;

/** One run as SVG: bands for the phases of the drain, a dot for each attempt. */
final class Chart {

  /** What an average letter of a label takes, in pixels. */
  private static final double LETTER = 6.9;

  private final Run run;
  private final String title;
  private final Axes axes;
  private final Dots dots;
  private final StringBuilder svg = new StringBuilder();

  Chart(Run run, String title, Axes axes, Thinning thinning) {
    this.run = run;
    this.title = title;
    this.axes = axes;
    this.dots = new Dots(run, axes, thinning);
  }

  @Override
  public String toString() {
    svg.setLength(0);
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\""
                + " data-from=\"%.0f\" data-to=\"%.0f\" data-least=\"%.0f\" data-most=\"%.0f\">",
            Axes.WIDTH,
            Axes.HEIGHT,
            HtmlReport.escape(title),
            axes.from(),
            axes.to(),
            Axes.LEAST_NANOS,
            axes.mostNanos()));
    bands();
    latencyAxis();
    timeAxis();
    svg.append(dots);
    moments();
    svg.append("<line class=\"cross\" y1=\"").append(Axes.TOP).append("\" y2=\"");
    svg.append(Axes.BOTTOM).append("\"/><text class=\"reading\" y=\"").append(Axes.TOP + 12);
    return svg.append("\"></text></svg>").toString();
  }

  private void bands() {
    double labelEnd = 0;
    for (Phase phase : run.phases()) {
      double x = axes.x(phase.from());
      double width = Math.max(1.5, axes.x(phase.to()) - x);
      String name = phase.name().replace(' ', '-');
      String label = phase.name() + " " + Seconds.text(phase.to() - phase.from());
      svg.append("<rect class=\"band ").append(name).append("\" ");
      box(x, Axes.TOP, width, Axes.BOTTOM - Axes.TOP);
      svg.append("/><rect class=\"tab ").append(name).append("\" ");
      box(x, Axes.TOP - 3, width, 3);
      svg.append("/>");
      double at = Math.max(x, labelEnd);
      text("phase " + name, at, Axes.TOP - 9, label);
      labelEnd = at + label.length() * LETTER + 10;
    }
  }

  private void box(double x, double y, double width, double height) {
    svg.append("x=\"").append(Axes.number(x)).append("\" y=\"").append(Axes.number(y));
    svg.append("\" width=\"").append(Axes.number(width));
    svg.append("\" height=\"").append(Axes.number(height)).append('"');
  }

  private void latencyAxis() {
    for (double nanos = 1e5; nanos < axes.mostNanos(); nanos *= 10) {
      double y = axes.y(nanos);
      line("grid", Axes.LEFT, y, Axes.RIGHT, y);
      String label =
          nanos < 1e6
              ? "0.1 ms"
              : nanos < 1e9 ? (long) (nanos / 1e6) + " ms" : (long) (nanos / 1e9) + " s";
      text("tick end", Axes.LEFT - 8, y + 4, label);
    }
  }

  private void timeAxis() {
    line("axis", Axes.LEFT, Axes.BOTTOM, Axes.RIGHT, Axes.BOTTOM);
    double step = axes.step();
    for (double at = Math.ceil(axes.from() / step) * step; at <= axes.to(); at += step) {
      double x = axes.x(at);
      line("axis", x, Axes.BOTTOM, x, Axes.BOTTOM + 4);
      String format = step < 1e9 ? "%+.1f s" : "%+.0f s";
      boolean zero = Math.abs(at) < step / 2;
      String label = zero ? "0" : String.format(Locale.ROOT, format, at / 1e9);
      text("tick middle", x, Axes.BOTTOM + 18, label);
    }
  }

  private void moments() {
    double term = axes.x(0);
    line("term", term, Axes.TOP - 22, term, Axes.BOTTOM);
    text("moment end", term - 6, Axes.TOP - 9, "TERM");
    if (run.exited()) {
      double exit = axes.x(run.exit() - run.term());
      String code = run.exitCode() == null ? "exit" : "exit " + run.exitCode();
      line("exit", exit, Axes.TOP - 22, exit, Axes.BOTTOM);
      String label = code + " after " + Seconds.text(run.exit() - run.term());
      boolean fits = exit + label.length() * LETTER + 6 < Axes.RIGHT;
      text("moment" + (fits ? "" : " end"), exit + (fits ? 5 : -5), Axes.TOP - 25, label);
    }
  }

  private void line(String type, double x1, double y1, double x2, double y2) {
    svg.append("<line class=\"").append(type).append("\" x1=\"").append(Axes.number(x1));
    svg.append("\" y1=\"").append(Axes.number(y1)).append("\" x2=\"").append(Axes.number(x2));
    svg.append("\" y2=\"").append(Axes.number(y2)).append("\"/>");
  }

  private void text(String type, double x, double y, String text) {
    svg.append("<text class=\"").append(type).append("\" x=\"").append(Axes.number(x));
    svg.append("\" y=\"").append(Axes.number(y)).append("\">");
    svg.append(HtmlReport.escape(text)).append("</text>");
  }

  /** The class of an outcome's dots in the page's style. */
  static String type(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
