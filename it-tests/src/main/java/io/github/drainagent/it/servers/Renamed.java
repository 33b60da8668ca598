package io.github.drainagent.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/** Packages that only changed their names, so that one source serves the lines before and after. */
final class Renamed {
  /** As the sources have it, and as it was called before. */
  private static final Map<String, String> FORMERLY =
      Map.of(
          "jakarta.servlet", "javax.servlet",
          "org.eclipse.jetty.ee10.servlet", "org.eclipse.jetty.servlet",
          "org.apache.pekko", "akka");

  private Renamed() {}

  /** The source with the former name of each package that none of the jars has. */
  static String toFit(String source, List<Path> jars) throws IOException {
    String fitting = source;
    for (Map.Entry<String, String> rename : FORMERLY.entrySet()) {
      if (source.contains(rename.getKey()) && !anyHas(jars, rename.getKey())) {
        fitting = fitting.replace(rename.getKey(), rename.getValue());
      }
    }
    return fitting;
  }

  private static boolean anyHas(List<Path> jars, String name) throws IOException {
    String folder = name.replace('.', '/') + "/";
    for (Path path : jars) {
      try (JarFile jar = new JarFile(path.toFile())) {
        if (jar.stream().anyMatch(entry -> entry.getName().startsWith(folder))) {
          return true;
        }
      }
    }
    return false;
  }
}
