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

  static String classPath(String jars) {
    String classes = target().resolve("classes").toString();
    return jars.equals("-")
        ? classes
        : classes + File.pathSeparator + target().resolve("servers").resolve(jars) + "/*";
  }
}
