package io.github.drainagent.prove.report;

import java.util.List;

/** Rows of the page's tables. */
final class HtmlTable {

  private final StringBuilder html = new StringBuilder();

  /** A row of headings: the first over the names, the others each over so many columns. */
  HtmlTable heading(List<String> cells, int columns, int namesColumns) {
    html.append("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      html.append("<th colspan=\"").append(i == 0 ? namesColumns : columns).append("\">");
      html.append(HtmlReport.escape(cells.get(i))).append("</th>");
    }
    html.append("</tr>");
    return this;
  }

  /**
   * @param type a class of the style; "" for none
   * @param name what stands in the first cell, as HTML
   */
  HtmlTable row(String type, String name, List<String> cells) {
    html.append("<tr class=\"").append(type).append("\"><td>").append(name).append("</td>");
    for (String cell : cells) {
      html.append(cell.equals("0") ? "<td class=\"nil\">" : "<td>");
      html.append(HtmlReport.escape(cell)).append("</td>");
    }
    html.append("</tr>");
    return this;
  }

  @Override
  public String toString() {
    return "<div class=\"scroll\"><table>" + html + "</table></div>";
  }
}
