package io.github.drainagent.it.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JDKs of this machine, one for each version that the agent is tested on. */
public final class Jdks {
  public static final List<Integer> WANTED = List.of(8, 11, 17, 21, 25);

  private static final Pattern ENVIRONMENT = Pattern.compile("JAVA_HOME_(\\d+)(_X64)?");
  private static final Pattern RELEASE =
      Pattern.compile("^JAVA_VERSION=\"(?:1\\.)?(\\d+)", Pattern.MULTILINE);
  private static final Map<Integer, Jdk> FOUND = find();

  private Jdks() {}

  /** The JDKs found, oldest first. */
  public static List<Jdk> all() {
    return WANTED.stream().filter(FOUND::containsKey).map(FOUND::get).toList();
  }

  /** The newest of them, or what runs this if that is none of the wanted. */
  public static Jdk newest() {
    return all().stream().reduce((older, newer) -> newer).orElse(running());
  }

  /** The JDK that runs this. */
  public static Jdk running() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  /** A row that is skipped must not look like one that passed. */
  public static void tellMissing() {
    List<Integer> missing = WANTED.stream().filter(v -> !FOUND.containsKey(v)).toList();
    if (missing.isEmpty()) {
      return;
    }
    String line = "JDK " + missing + " not found: set JAVA_HOME_<version>; its rows are skipped";
    if (System.getenv("DRAIN_REQUIRE_ALL_JDKS") != null) {
      throw new IllegalStateException(line);
    }
    System.out.println(line);
  }

  private static Map<Integer, Jdk> find() {
    Map<Integer, Jdk> found = new TreeMap<>();
    System.getenv()
        .forEach(
            (name, home) -> {
              Matcher matcher = ENVIRONMENT.matcher(name);
              if (matcher.matches()) {
                add(found, Integer.parseInt(matcher.group(1)), Path.of(home));
              }
            });
    found.putIfAbsent(running().version(), running());
    addFolder(found, Path.of("/usr/lib/jvm"));
    addFolder(found, Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"));
    return found;
  }

  private static void addFolder(Map<Integer, Jdk> found, Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> homes = Files.list(folder)) {
      homes.sorted().forEach(home -> addByReleaseFile(found, home));
    } catch (IOException e) {
      System.out.println(folder + " cannot be read, no JDKs from there: " + e);
    }
  }

  private static void addByReleaseFile(Map<Integer, Jdk> found, Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release)) {
      return;
    }
    try {
      Matcher matcher = RELEASE.matcher(Files.readString(release));
      if (matcher.find()) {
        add(found, Integer.parseInt(matcher.group(1)), home);
      }
    } catch (IOException e) {
      System.out.println(release + " cannot be read: " + e);
    }
  }

  private static void add(Map<Integer, Jdk> found, int version, Path home) {
    Jdk jdk = new Jdk(version, home);
    // the tools are what is tested too: a JRE will not do
    if (jdk.has("java") && jdk.has("javac")) {
      found.putIfAbsent(version, jdk);
    }
  }
}
