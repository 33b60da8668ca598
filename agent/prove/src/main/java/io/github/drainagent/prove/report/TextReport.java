package io.github.drainagent.prove.report;

import io.github.drainagent.prove.result.Comparison;
import io.github.drainagent.prove.result.Side;
import io.github.drainagent.prove.result.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The table for the terminal. */
public final class TextReport {

  private final Subject subject;
  private final Comparison comparison;

  public TextReport(Subject subject, Comparison comparison) {
    this.subject = subject;
    this.comparison = comparison;
  }

  @Override
  public String toString() {
    Rows rows = new Rows(comparison);
    Verdict verdict = new Verdict(comparison);
    StringBuilder text = new StringBuilder("\n");
    text.append(subject.load()).append("\n\n");
    text.append(
        new TextTable().add(names(2)).add(periods()).addAll(rows.outcomes()).add(rows.lost()));
    text.append('\n');
    text.append(new TextTable().add(names(1)).addAll(rows.kinds()).addAll(rows.times()));
    text.append('\n').append(verdict).append('\n');
    String remark = verdict.remark();
    return text.append(remark == null ? "" : "Note: " + remark + "\n").toString();
  }

  /** Each side's name over the last of its columns. */
  private List<String> names(int columns) {
    List<String> row = new ArrayList<>();
    row.add("");
    if (columns > 1) {
      row.add("");
    }
    for (Side side : comparison.sides()) {
      for (int i = 1; i < columns; i++) {
        row.add("");
      }
      row.add(side.name());
    }
    return row;
  }

  private List<String> periods() {
    List<String> row = new ArrayList<>();
    row.add("");
    row.add("curl's exit");
    for (int i = 0; i < comparison.sides().size(); i++) {
      row.add("before TERM");
      row.add("since TERM");
    }
    return row;
  }
}
