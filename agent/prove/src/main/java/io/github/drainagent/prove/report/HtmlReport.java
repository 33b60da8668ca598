package io.github.drainagent.prove.report;

import io.github.drainagent.prove.load.Outcome;
import io.github.drainagent.prove.result.Comparison;
import io.github.drainagent.prove.result.Run;
import io.github.drainagent.prove.result.Seconds;
import io.github.drainagent.prove.result.Side;
import io.github.drainagent.prove.result.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One page that needs nothing but itself. */
public final class HtmlReport {

  private final Subject subject;
  private final Comparison comparison;
  private final Rows rows;

  public HtmlReport(Subject subject, Comparison comparison) {
    this.subject = subject;
    this.comparison = comparison;
    this.rows = new Rows(comparison);
  }

  @Override
  public String toString() {
    Verdict verdict = new Verdict(comparison);
    Axes axes = new Axes(comparison.runs());
    Thinning thinning = new Thinning(axes, comparison.runs());
    String charts = charts(axes, thinning);
    String remark = verdict.remark();
    return resource("page.html")
        .replace("{style}", resource("page.css"))
        .replace("{script}", resource("page.js"))
        .replace("{state}", verdict.isClean() ? "clean" : "not-clean")
        .replace("{verdict}", escape(verdict.toString()))
        .replace("{remark}", remark == null ? "" : escape(remark))
        .replace("{command}", escape(subject.command()))
        .replace("{load}", escape(subject.load()))
        .replace("{urls}", escape(urls()))
        .replace("{version}", escape(subject.version()))
        .replace("{cards}", cards())
        .replace("{legend}", legend())
        .replace("{charts}", charts)
        .replace("{thinned}", thinned(thinning))
        .replace("{outcomes}", outcomes())
        .replace("{times}", times());
  }

  private String urls() {
    String urls = subject.method() + " " + join(subject.targets());
    return subject.slow().isEmpty() ? urls : urls + ", slow: " + join(subject.slow());
  }

  private static String join(List<?> all) {
    List<String> texts = new ArrayList<>();
    for (Object one : all) {
      texts.add(one.toString());
    }
    return String.join(" ", texts);
  }

  private String cards() {
    StringBuilder html = new StringBuilder();
    for (Side side : comparison.sides()) {
      long lost = side.tally().lost(true);
      html.append("<div class=\"card ").append(side.isClean() ? "good" : "bad").append("\"><b>");
      html.append(lost).append("</b><span>lost<br>").append(escape(side.name()));
      html.append("</span></div>");
    }
    return html.toString();
  }

  private String charts(Axes axes, Thinning thinning) {
    StringBuilder html = new StringBuilder();
    int number = 0;
    int each = comparison.runs().size() / comparison.sides().size();
    for (Run run : comparison.runs()) {
      Side side = run.withAgent() ? comparison.with() : comparison.without();
      String name = side == null ? "" : side.name();
      int pair = number++ / comparison.sides().size() + 1;
      String title = capitalized(name) + (each > 1 ? ", run " + pair : "");
      html.append("<figure><figcaption>").append(escape(title)).append("</figcaption>");
      html.append(new Chart(run, title, axes, thinning)).append("</figure>");
    }
    return html.toString();
  }

  private static String capitalized(String name) {
    return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private String legend() {
    StringBuilder html = new StringBuilder();
    for (Outcome outcome : Outcome.values()) {
      long count = 0;
      for (Side side : comparison.sides()) {
        count += side.tally().count(false, outcome) + side.tally().count(true, outcome);
      }
      if (count > 0) {
        html.append("<li title=\"").append(escape(outcome.description())).append("\">");
        html.append(key(outcome)).append(outcome).append("</li>");
      }
    }
    return html.toString();
  }

  private static String key(Outcome outcome) {
    return "<i class=\"key " + Chart.type(outcome) + "\"></i>";
  }

  private static String thinned(Thinning thinning) {
    return thinning.leftOut() == 0
        ? ""
        : String.format(
            "To keep the page light, %d complete or refused attempts more than %s away from TERM"
                + " have no dot; the table counts all of them.",
            thinning.leftOut(), Seconds.text(thinning.near()));
  }

  private String outcomes() {
    List<String> names = new ArrayList<>();
    List<String> periods = new ArrayList<>();
    names.add("");
    periods.add("curl\u2019s exit");
    for (Side side : comparison.sides()) {
      names.add(side.name());
      periods.add("before TERM");
      periods.add("since TERM");
    }
    HtmlTable table = new HtmlTable().heading(names, 2, 2);
    table.row("periods", "", periods);
    Outcome[] outcomes = Outcome.values();
    List<List<String>> cells = rows.outcomes();
    for (int i = 0; i < outcomes.length; i++) {
      String name =
          key(outcomes[i])
              + "<abbr title=\""
              + escape(outcomes[i].description())
              + "\">"
              + outcomes[i]
              + "</abbr>";
      table.row(
          outcomes[i].isLost() ? "loss" : "", name, cells.get(i).subList(1, cells.get(i).size()));
    }
    List<String> lost = rows.lost();
    return table.row("sum", escape(lost.get(0)), lost.subList(1, lost.size())).toString();
  }

  private String times() {
    List<String> names = new ArrayList<>();
    names.add("");
    for (Side side : comparison.sides()) {
      names.add(side.name());
    }
    HtmlTable table = new HtmlTable().heading(names, 1, 1);
    List<List<String>> all = new ArrayList<>(rows.kinds());
    all.addAll(rows.times());
    for (List<String> row : all) {
      table.row("", escape(row.get(0)), row.subList(1, row.size()));
    }
    return table.toString();
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in the jar");
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
