package io.github.drainagent.prove.report;

import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their widest cell: the first to the left, the others to the right. */
final class TextTable {

  private static final String GAP = "   ";

  private final List<List<String>> rows = new ArrayList<>();

  TextTable add(List<String> cells) {
    rows.add(cells);
    return this;
  }

  TextTable addAll(List<List<String>> more) {
    rows.addAll(more);
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        StringBuilder padding = new StringBuilder();
        while (padding.length() < width(column) - cell.length()) {
          padding.append(' ');
        }
        line.append(column == 0 ? cell + padding : GAP + padding + cell);
      }
      text.append(line.toString().replaceAll(" +$", "")).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    int width = 0;
    for (List<String> row : rows) {
      width = Math.max(width, column < row.size() ? row.get(column).length() : 0);
    }
    return width;
  }
}
