package io.github.drainagent.it.process;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where the build put things. */
public final class Place {
  private Place() {}

  /** The target folder of this module. */
  public static Path target() {
    try {
      Path classes =
          Path.of(Place.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Objects.requireNonNull(classes.getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Path agentJar() {
    String given = System.getProperty("drain.it.agent");
    Path jar =
        given != null ? Path.of(given) : target().resolve("../../agent/jar/target/drain-agent.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("no agent at " + jar.normalize() + ": build agent/jar first");
    }
    return jar.toAbsolutePath().normalize();
  }

  public static Path classes() {
    return target().resolve("classes");
  }

  /** The sources of applications that need a server's jars. */
  public static Path apps() {
    return target().resolveSibling("src").resolve("apps");
  }

  public static Path servers() {
    return target().resolve("servers");
  }

  /** Everything that was made for a row: its jars, and its application under "classes". */
  public static Path server(ServerSpec row) {
    return servers().resolve(row.name());
  }

  /** The jar that spring-boot-maven-plugin made of a row. */
  public static Path fatJar(ServerSpec row) {
    return server(row).resolve("fat").resolve("target").resolve(row.name() + "-0.jar");
  }

  /** Of a row's application. */
  public static String classPath(ServerSpec row) {
    String shared = classes().toString();
    Path own = server(row);
    return row.hasJars()
        ? String.join(
            File.pathSeparator,
            shared,
            own.resolve("classes").toString(),
            own.resolve("*").toString())
        : shared;
  }
}
