package io.github.drainagent.prove.report;

import io.github.drainagent.prove.load.Attempts;
import io.github.drainagent.prove.result.Run;
import java.util.List;
import java.util.Locale;

/** The plane that all charts of a page share: time since TERM across, latency up, logarithmic. */
final class Axes {

  static final int WIDTH = 1120;
  static final int HEIGHT = 330;
  static final int LEFT = 58;
  static final int RIGHT = WIDTH - 14;
  static final int TOP = 44;
  static final int BOTTOM = HEIGHT - 30;

  /** Latencies below are drawn on the edge. */
  static final double LEAST_NANOS = 5e4;

  private static final double LEAST_BEFORE = 0.8e9;
  private static final double MOST_BEFORE = 3e9;
  private static final double AFTER_EXIT = 0.4e9;

  private final double from;
  private final double to;
  private final double mostNanos;

  Axes(List<Run> runs) {
    double after = 0.5e9;
    double latency = 1e8;
    for (Run run : runs) {
      after = Math.max(after, run.exit() - run.term() + AFTER_EXIT);
      for (Attempts of : run.attempts()) {
        for (int i = 0; i < of.size(); i++) {
          latency = Math.max(latency, of.ended(i) - of.begun(i));
        }
      }
    }
    to = after;
    from = -Math.min(MOST_BEFORE, Math.max(LEAST_BEFORE, after * 0.6));
    mostNanos = latency * 1.3;
  }

  /** Nanoseconds since TERM at the left edge, negative. */
  double from() {
    return from;
  }

  double to() {
    return to;
  }

  double mostNanos() {
    return mostNanos;
  }

  boolean shows(double sinceTerm) {
    return sinceTerm >= from && sinceTerm <= to;
  }

  double x(double sinceTerm) {
    double inside = Math.max(from, Math.min(to, sinceTerm));
    return LEFT + (inside - from) / (to - from) * (RIGHT - LEFT);
  }

  double y(double latencyNanos) {
    double inside = Math.max(LEAST_NANOS, Math.min(mostNanos, latencyNanos));
    double share = Math.log(inside / LEAST_NANOS) / Math.log(mostNanos / LEAST_NANOS);
    return BOTTOM - share * (BOTTOM - TOP);
  }

  /** Nanoseconds between two labels of the time axis: a round number that leaves ten or so. */
  double step() {
    double rough = (to - from) / 10;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= rough) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** A coordinate, to a tenth of a pixel. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
