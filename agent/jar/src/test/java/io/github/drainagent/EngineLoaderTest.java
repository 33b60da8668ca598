package io.github.drainagent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.InputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLoaderTest {

  private static final String BOOT = "io.github.drainagent.engine.Boot";

  @TempDir File folder;
  private EngineLoader loader;

  @BeforeEach
  void open() throws Exception {
    loader = new EngineLoader(FakeJar.with(folder), EngineLoader.ENGINE);
  }

  @Test
  void classesComeFromTheArchiveInTheJar() throws Exception {
    Class<?> boot = loader.loadClass(BOOT);
    assertSame(loader, boot.getClassLoader());
    assertSame(boot, loader.loadClass(BOOT));
  }

  @Test
  void theEngineCanTellWhereTheJarIs() throws Exception {
    assertSame(
        EngineLoader.class.getProtectionDomain().getCodeSource(),
        loader.loadClass(BOOT).getProtectionDomain().getCodeSource());
  }

  @Test
  void nothingOfTheApplicationIsSeen() {
    assertNull(loader.getParent());
    assertThrows(
        ClassNotFoundException.class, () -> loader.loadClass(EngineLoaderTest.class.getName()));
    assertThrows(
        ClassNotFoundException.class, () -> loader.loadClass("org.junit.jupiter.api.Test"));
  }

  @Test
  void theJdkIsSeen() throws Exception {
    assertSame(String.class, loader.loadClass("java.lang.String"));
  }

  @Test
  void bytesOfClassesAreFoundUnderTheirUsualName() throws Exception {
    try (InputStream in = loader.getResourceAsStream(BOOT.replace('.', '/') + ".class")) {
      assertNotNull(in);
      byte[] magic = new byte[4];
      assertEquals(4, in.read(magic));
      assertArrayEquals(new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE}, magic);
    }
    assertNull(loader.getResourceAsStream("no/Such.class"));
    assertNotNull(loader.getResourceAsStream("java/lang/String.class"));
  }

  @Test
  void aJarWithoutTheArchiveIsSaid() {
    FileNotFoundException failure =
        assertThrows(
            FileNotFoundException.class,
            () -> new EngineLoader(FakeJar.with(folder), EngineLoader.PROVE));
    assertTrue(failure.getMessage().contains("drain-agent/prove"), failure.getMessage());
  }

  @Test
  void versionAndFamiliesAreReadFromTheJar() throws Exception {
    assertEquals("1.2.3", loader.version());
    assertEquals("a.One b.Two", loader.families());
  }
}
