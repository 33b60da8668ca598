package io.github.drainagent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The part of a page that is printed from a run, between two comments; the words around it are not.
 */
public final class PrintedPart {
  private final Path page;
  private final String begin;
  private final String end;
  private String printed = "";

  /**
   * @param name what stands in the comments: {@code <!-- name -->} and {@code <!-- /name -->}
   */
  public PrintedPart(Path page, String name) {
    this.page = page;
    begin = "<!-- " + name + " -->\n";
    end = "<!-- /" + name + " -->\n";
  }

  /** Puts the text into the page, instead of the one that is there. */
  public void print(String text) throws IOException {
    printed = text;
    String old = Files.readString(page);
    String before = old.substring(0, old.indexOf(begin) + begin.length());
    Files.writeString(page, before + text + old.substring(old.indexOf(end)));
  }

  /** The first lines of a table. */
  public static String heading(List<String> cells) {
    return line(cells) + line(cells.stream().map(any -> "---").toList());
  }

  /** A line of a table. */
  public static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** What was printed last. */
  @Override
  public String toString() {
    return printed;
  }
}
