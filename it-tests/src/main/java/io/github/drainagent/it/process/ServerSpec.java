package io.github.drainagent.it.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row of servers.csv, whose first lines say what the columns mean, or of hosts.csv or
 * protocols.csv, which have the same.
 *
 * @param folders source folders under src/apps; the first one's application is started
 * @param args what that application is told besides where to listen
 * @param artefacts group:name:version[:classifier[:type]]
 * @param weak keys of the measures in which this server is known to fall short
 * @param notes why; empty if there is nothing to say
 */
public record ServerSpec(
    String name,
    List<String> folders,
    List<String> args,
    List<String> artefacts,
    int minJdk,
    int maxJdk,
    Layer layer,
    boolean inDefaultBuild,
    List<String> weak,
    String notes) {

  private static final int COLUMNS = 9;
  private static final String NOTHING = "-";

  /** The servers of the matrix. */
  public static List<ServerSpec> all() {
    return rows("/servers.csv");
  }

  /** What class loaders, agents and frameworks of other people's are tried with. */
  public static List<ServerSpec> hosts() {
    return rows("/hosts.csv");
  }

  /** What WebSockets, event streams and HTTP/2 are tried with. */
  public static List<ServerSpec> protocols() {
    return rows("/protocols.csv");
  }

  /** The rows of all files. */
  public static Stream<ServerSpec> everywhere() {
    return Stream.of(all(), hosts(), protocols()).flatMap(List::stream);
  }

  private static List<ServerSpec> rows(String file) {
    try (InputStream in = Objects.requireNonNull(ServerSpec.class.getResourceAsStream(file));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(ServerSpec::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A row by its name, or the last row of a line: "jetty-12.0" is the newest Jetty 12.0. */
  public static ServerSpec named(String name) {
    return everywhere()
        .filter(spec -> spec.isCalled(name))
        .reduce((older, newer) -> newer)
        .orElseThrow(() -> new NoSuchElementException("no row is called " + name));
  }

  /** One of the small applications for a single test, by the name of its class. */
  public static ServerSpec application(String app) {
    List<String> folders = List.of(app.substring(0, app.length() - "App".length()));
    return new ServerSpec(
        app, folders, List.of(), List.of(), 8, 25, Layer.SOCKETS, false, List.of(), "");
  }

  public boolean isCalled(String nameOrLine) {
    return name.equals(nameOrLine) || name.startsWith(nameOrLine + ".");
  }

  /** Whether servers.csv has no other version of its line: none that begins like 4.1. */
  public boolean isAloneInItsLine() {
    return line().size() == 1;
  }

  public boolean isNewestOfSeveral() {
    return !isAloneInItsLine() && line().get(line().size() - 1).equals(this);
  }

  private List<ServerSpec> line() {
    int dot = name.lastIndexOf('.');
    String line = dot < 0 ? name : name.substring(0, dot);
    return all().stream().filter(spec -> spec.isCalled(line)).toList();
  }

  public boolean runsOn(Jdk jdk) {
    return minJdk <= jdk.version() && jdk.version() <= maxJdk;
  }

  /** Whether the agent speaks this server's protocol. */
  public boolean hasConnector() {
    return layer == Layer.CONNECTOR;
  }

  /** Whether it needs jars of its own, and an application compiled against them. */
  public boolean hasJars() {
    return !artefacts.isEmpty();
  }

  /** The application of the folder jetty-servlet is the class JettyServletApp. */
  public String main() {
    return Arrays.stream(folders.get(0).split("-"))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining("", "io.github.drainagent.it.app.", "App"));
  }

  private static ServerSpec parse(String line) {
    String[] cells = line.trim().split("\\s*,\\s*", COLUMNS);
    if (cells.length != COLUMNS) {
      throw new IllegalStateException("servers.csv: not " + COLUMNS + " cells: " + line);
    }
    List<String> app = List.of(cells[1].split(" +"));
    return new ServerSpec(
        cells[0],
        List.of(app.get(0).split("\\+")),
        app.subList(1, app.size()),
        list(cells[2]),
        Integer.parseInt(cells[3]),
        Integer.parseInt(cells[4]),
        Layer.of(cells[5]),
        cells[6].equals("yes"),
        list(cells[7]),
        cells[8].equals(NOTHING) ? "" : cells[8]);
  }

  private static List<String> list(String cell) {
    return cell.equals(NOTHING) ? List.of() : List.of(cell.split("\\+"));
  }

  @Override
  public String toString() {
    return name;
  }
}
