package io.github.drainagent.it.matrix;

import io.github.drainagent.it.process.Layer;
import io.github.drainagent.it.process.Place;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** docs/servers.md: its table is printed from the results of a run, the words around it are not. */
final class Page {
  static final Path FILE = Place.target().resolve("../../docs/servers.md").normalize();
  private static final String BEGIN = "<!-- servers -->\n";
  private static final String END = "<!-- /servers -->\n";
  private static final String UNKNOWN_PROTOCOL =
      "The agent does not speak this server's protocol and goes by the bytes on its sockets: it can't"
          + " tell clients beforehand, so a kept-alive connection may end between two requests.";

  private final Results results;
  private final List<String> footnotes = new ArrayList<>();

  private Page(Results results) {
    this.results = results;
  }

  /** Prints the table anew, from target/matrix.csv. */
  public static void main(String[] args) throws IOException {
    Page page = new Page(Results.read());
    String table = page.table();
    String text = Files.readString(FILE);
    String before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
    Files.writeString(FILE, before + table + text.substring(text.indexOf(END)));
    System.out.println("Printed " + FILE.getFileName());
  }

  /** The rows of the committed table, cell by cell, without its two lines of headings. */
  static List<List<String>> committedRows() throws IOException {
    String text = Files.readString(FILE);
    String table = text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
    return table.lines().filter(line -> line.startsWith("|")).skip(2).map(Page::cells).toList();
  }

  private static List<String> cells(String line) {
    String inner = line.substring(1, line.lastIndexOf('|'));
    return Arrays.stream(inner.split("\\|", -1)).map(String::trim).toList();
  }

  private String table() {
    List<String> headings = new ArrayList<>(List.of("server", "drained by", "JDK"));
    Arrays.stream(Measure.values()).map(Measure::heading).forEach(headings::add);
    StringBuilder text = new StringBuilder(line(headings));
    text.append(line(headings.stream().map(heading -> "---").toList()));
    for (ServerSpec server : ServerSpec.all()) {
      text.append(line(row(server)));
    }
    text.append('\n');
    for (int i = 0; i < footnotes.size(); i++) {
      text.append(i + 1).append(". ").append(footnotes.get(i)).append('\n');
    }
    return text.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private List<String> row(ServerSpec server) {
    List<String> row = new ArrayList<>();
    row.add(server.name() + (server.notes().isEmpty() ? "" : footnote(server.notes())));
    row.add(server.layer().description());
    List<Integer> jdks = results.jdks(server);
    if (server.layer() == Layer.NOT_YET) {
      row.add("none");
      Arrays.stream(Measure.values()).forEach(measure -> row.add("not yet"));
      return row;
    }
    if (jdks.isEmpty()) {
      throw new IllegalStateException("not measured: " + server + "; mvn verify -Pall-servers");
    }
    row.add(jdks.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    for (Measure measure : Measure.values()) {
      row.add(results.seen(server, measure) + why(server, measure));
    }
    return row;
  }

  /** A weak cell without a reason is a fault that nobody has looked at. */
  private String why(ServerSpec server, Measure measure) {
    if (results.isGood(server, measure)) {
      return "";
    }
    if (server.weak().contains(measure.key()) && !server.notes().isEmpty()) {
      return footnote(server.notes());
    }
    if (!measure.isPromisedBy(server)) {
      return footnote(UNKNOWN_PROTOCOL);
    }
    throw new IllegalStateException(
        server + ", " + measure.heading() + ": weak, and servers.csv does not say why");
  }

  private String footnote(String text) {
    if (!footnotes.contains(text)) {
      footnotes.add(text);
    }
    return " [" + (footnotes.indexOf(text) + 1) + "]";
  }
}
