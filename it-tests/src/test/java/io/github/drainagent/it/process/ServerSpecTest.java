package io.github.drainagent.it.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ServerSpecTest {
  @Test
  void aLinesNameStandsForItsNewestVersion() {
    List<String> line =
        ServerSpec.all().stream()
            .map(ServerSpec::name)
            .filter(n -> n.startsWith("jetty-9.4."))
            .toList();
    assertEquals(line.get(line.size() - 1), ServerSpec.named("jetty-9.4").name());
    assertThrows(NoSuchElementException.class, () -> ServerSpec.named("jetty-9.4x"));
  }

  @Test
  void aNameThatOnlyBeginsAlikeIsAnotherServer() {
    assertTrue(ServerSpec.named("netty-4.1").isCalled("netty-4.1"));
    assertFalse(ServerSpec.named("netty-4.1").isCalled("netty-4.1.1"));
    assertFalse(ServerSpec.named("netty-4.1").isCalled("netty-4.14"));
  }

  @Test
  void everyRowHasTheFoldersItNamesAndTheirApplication() {
    for (ServerSpec row : ServerSpec.all()) {
      String main = row.main().substring(row.main().lastIndexOf('.') + 1);
      if (row.hasJars()) {
        assertTrue(
            Files.exists(Place.apps().resolve(row.folders().get(0)).resolve(main + ".java")),
            row.name());
        row.folders().forEach(f -> assertTrue(Files.isDirectory(Place.apps().resolve(f)), f));
      } else {
        assertTrue(
            Files.exists(Place.classes().resolve(row.main().replace('.', '/') + ".class")),
            row.name());
      }
    }
  }
}
