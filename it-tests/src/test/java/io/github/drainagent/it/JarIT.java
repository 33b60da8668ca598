package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.process.Place;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What is in the jar, and what must not be. */
class JarIT {
  private static final long MOST_BYTES = 6L * 1024 * 1024;
  private static final String ENTRY_CLASSES = "io/github/drainagent/";
  private static final int JAVA_8 = 52;
  private static final int JAVA_9 = 53;

  /** Its libraries call for that name; the one class is ours. */
  private static final String JNA =
      "(drain-agent/)?com/sun/jna/(Native\\.class|linux-[^/]+/libjnidispatch\\.so)";

  /** Opening the jar reads its whole directory, in every JVM that is given the agent. */
  private static final int MOST_ENTRIES = 40;

  private static final List<String> ARCHIVES = List.of("drain-agent/engine", "drain-agent/prove");

  @Test
  void itIsSmall() throws IOException {
    long size = Files.size(Place.agentJar());
    assertTrue(size <= MOST_BYTES, size + " bytes");
  }

  @Test
  void itHasFewEntries() throws IOException {
    assertTrue(names().size() <= MOST_ENTRIES, names().toString());
  }

  @Test
  void itsManifestNamesTheEntriesAndNothingForTheBootPath() throws IOException {
    try (JarFile jar = open()) {
      Attributes attributes = jar.getManifest().getMainAttributes();
      for (String name : List.of("Premain-Class", "Agent-Class", "Main-Class")) {
        String entry = attributes.getValue(name);
        assertTrue(entry != null, name + " is missing");
        assertTrue(jar.getEntry(entry.replace('.', '/') + ".class") != null, entry);
      }
      assertEquals("true", attributes.getValue("Can-Retransform-Classes"));
      assertEquals("true", attributes.getValue("Can-Redefine-Classes"));
      assertEquals(null, attributes.getValue("Boot-Class-Path"));
    }
  }

  @Test
  void onlyTheEntryClassesAreVisibleToClassPathScanners() throws IOException {
    List<String> visible = names().stream().filter(name -> name.endsWith(".class")).toList();
    assertTrue(!visible.isEmpty() && visible.size() <= 12, visible.toString());
    assertTrue(
        visible.stream()
            .allMatch(name -> name.startsWith(ENTRY_CLASSES) && !name.contains("/engine/")),
        visible.toString());
  }

  @Test
  void besidesThemThereIsOneFolder() throws IOException {
    Set<String> roots = new TreeSet<>();
    names().forEach(name -> roots.add(name.contains("/") ? name.replaceAll("/.*", "/") : name));
    assertTrue(roots.remove("META-INF/"), roots.toString());
    assertTrue(roots.remove("io/"), roots.toString());
    assertEquals(1, roots.size(), roots.toString());
  }

  /** A build on top of another once began with its result, and lost the list on the way. */
  @Test
  void everyFamilyOfTheListIsThere() throws IOException {
    try (JarFile jar = open()) {
      String list =
          new String(
              jar.getInputStream(jar.getEntry("drain-agent/families")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertTrue(list.lines().count() >= 4, list);
      for (String family : list.lines().toList()) {
        assertTrue(archived().containsKey(family.replace('.', '/') + ".class"), family);
      }
    }
  }

  @Test
  void noLibraryKeepsItsOwnName() throws IOException {
    List<String> unrelocated =
        Stream.concat(names().stream(), archived().keySet().stream())
            .filter(
                name ->
                    name.matches("([^/]+/)?(net/bytebuddy|org/objectweb|org/slf4j|com/sun/jna)/.*"))
            .filter(name -> !name.matches(JNA))
            .toList();
    assertEquals(List.of(), unrelocated);
  }

  @Test
  void everyClassFileIsForJava8() throws IOException {
    int classes = 0;
    for (Map.Entry<String, byte[]> file : all().entrySet()) {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(file.getValue()));
      if (file.getValue().length > 8 && in.readInt() == 0xCAFEBABE) {
        int version = in.readInt() & 0xffff;
        boolean isForLater = file.getKey().endsWith("/engine/jdk/Java9.class");
        assertTrue(version <= (isForLater ? JAVA_9 : JAVA_8), file.getKey() + ": " + version);
        classes++;
      }
    }
    assertTrue(classes > 100, "only " + classes + " class files found, whatever their suffix");
  }

  private static List<String> names() throws IOException {
    try (JarFile jar = open()) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
    }
  }

  private static Map<String, byte[]> all() throws IOException {
    try (InputStream in = Files.newInputStream(Place.agentJar())) {
      Map<String, byte[]> files = unzip(in);
      files.putAll(archived());
      return files;
    }
  }

  /** The files that are together in an entry of the jar. */
  private static Map<String, byte[]> archived() throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (JarFile jar = open()) {
      for (String archive : ARCHIVES) {
        files.putAll(unzip(jar.getInputStream(jar.getEntry(archive))));
      }
    }
    return files;
  }

  private static Map<String, byte[]> unzip(InputStream in) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    ZipInputStream zip = new ZipInputStream(in);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      files.put(entry.getName(), zip.readAllBytes());
    }
    return files;
  }

  private static JarFile open() throws IOException {
    return new JarFile(Place.agentJar().toFile());
  }
}
