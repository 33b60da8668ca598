package io.github.drainagent.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenamedTest {
  private static final String SOURCE = "import jakarta.servlet.http.HttpServlet;\n";

  @TempDir Path folder;

  @Test
  void aPackageThatTheJarsHaveKeepsItsName() throws IOException {
    assertEquals(SOURCE, Renamed.toFit(SOURCE, List.of(jar("jakarta/servlet/Servlet.class"))));
  }

  @Test
  void aPackageThatNoJarHasGetsItsFormerName() throws IOException {
    assertEquals(
        "import javax.servlet.http.HttpServlet;\n",
        Renamed.toFit(SOURCE, List.of(jar("javax/servlet/Servlet.class"))));
  }

  private Path jar(String entry) throws IOException {
    Path jar = folder.resolve("some.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(entry));
    }
    return jar;
  }
}
