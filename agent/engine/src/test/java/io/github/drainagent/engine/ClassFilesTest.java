package io.github.drainagent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs in the host runs on Java 8, but for one class that is not touched there. */
class ClassFilesTest {

  private static final int MAGIC = 0xCAFEBABE;
  private static final int JAVA_8 = 52;
  private static final int JAVA_9 = 53;

  @ParameterizedTest
  @ValueSource(strings = {"target/classes", "../dispatcher/target/classes"})
  void everyClassFileIsJava8(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Paths.get(folder))) {
      List<Path> classes =
          files.filter(file -> file.toString().endsWith(".class")).collect(Collectors.toList());
      assertTrue(!classes.isEmpty(), "nothing in " + folder);
      for (Path file : classes) {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        assertEquals(MAGIC, bytes.getInt(), file.toString());
        int expected = file.endsWith("engine/jdk/Java9.class") ? JAVA_9 : JAVA_8;
        assertEquals(expected, bytes.getInt(), file + ": class file version");
      }
    }
  }
}
