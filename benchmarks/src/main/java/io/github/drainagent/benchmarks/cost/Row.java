package io.github.drainagent.benchmarks.cost;

import java.util.List;

/** A line of the page. */
record Row(String what, String where, String unit, Target target, Series series) {
  static final List<String> HEADINGS =
      List.of("what", "where", "without", "with", "difference", "ratio", "target", "");

  Row(String what, String where, String unit, Target target) {
    this(what, where, unit, target, new Series());
  }

  List<String> cells() {
    boolean paired = !series.textWithout().equals("-");
    return List.of(
        unit.isEmpty() ? what : what + ", " + unit,
        where,
        series.textWithout(),
        series.textWith(),
        paired ? Series.number(series.medianDifference()) : "-",
        paired ? String.format(java.util.Locale.ROOT, "%.3f", series.medianRatio()) : "-",
        target.text(),
        target.isMet(series) ? "met" : target.distance(series) + Limits.of(this));
  }
}
