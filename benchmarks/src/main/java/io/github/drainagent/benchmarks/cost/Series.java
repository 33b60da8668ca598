package io.github.drainagent.benchmarks.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One figure, measured again and again in turn without and with the agent. */
final class Series {
  private final List<Double> without = new ArrayList<>();
  private final List<Double> with = new ArrayList<>();

  void add(double measuredWithout, double measuredWith) {
    without.add(measuredWithout);
    with.add(measuredWith);
  }

  /** Of pairs, so that what else the machine does falls on both. */
  double medianDifference() {
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < with.size(); i++) {
      differences.add(with.get(i) - without.get(i));
    }
    return median(differences);
  }

  double medianRatio() {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < with.size(); i++) {
      ratios.add(with.get(i) / without.get(i));
    }
    return median(ratios);
  }

  double medianWith() {
    return median(with);
  }

  String textWithout() {
    return text(without);
  }

  String textWith() {
    return text(with);
  }

  private static double median(List<Double> values) {
    return values.isEmpty() ? Double.NaN : values.stream().sorted().toList().get(values.size() / 2);
  }

  /** The median, the least and the greatest. */
  private static String text(List<Double> values) {
    if (values.isEmpty() || values.get(0).isNaN()) {
      return "-";
    }
    List<Double> sorted = values.stream().sorted().toList();
    return number(median(values))
        + (sorted.size() == 1
            ? ""
            : " (" + number(sorted.get(0)) + " to " + number(sorted.get(sorted.size() - 1)) + ")");
  }

  static String number(double value) {
    return String.format(
        Locale.ROOT, Math.abs(value) < 10 && value != Math.rint(value) ? "%.2f" : "%.0f", value);
  }
}
