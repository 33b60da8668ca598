package io.github.drainagent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What package-info says of the package that every JVM with the agent loads. */
class EntryRulesTest {

  private static final String ENTRY = "io.github.drainagent";
  private static final String MAIN = Paths.get("target", "classes").toString();
  private static final int JAVA_8 = 52;

  private final JavaClasses entry =
      new ClassFileImporter()
          .importPath(Paths.get("target/classes"))
          .that(resideInAnyPackage(ENTRY));

  @Test
  void theEntryDependsOnNothing() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    ENTRY,
                    "org.jspecify.annotations",
                    "java.lang",
                    "java.lang.instrument",
                    "java.lang.ref",
                    "java.lang.reflect",
                    "java.util",
                    "java.util.jar",
                    "java.util.concurrent",
                    "java.util.function",
                    "java.io",
                    "java.nio",
                    "java.security")
                // a URL of the jar's own place, which opens nothing
                .or(belongToAnyOf(URI.class, URL.class, URISyntaxException.class)))
        .check(entry);
  }

  @Test
  void theEntryPrintsOnlyWhereItIsAskedToOrHasFailed() {
    noClasses()
        .that(name(CommandLine.class.getName()).negate())
        .should()
        .accessField(System.class, "out")
        .check(entry);
    noClasses()
        .that(belongToAnyOf(DrainAgent.class, ListenerWatch.class).negate())
        .should()
        .accessField(System.class, "err")
        .check(entry);
  }

  @Test
  void theEntryHasNoLambda() throws IOException {
    List<Path> files = classFiles(Paths.get("target/classes"));
    assertFalse(files.isEmpty());
    for (Path file : files) {
      ConstantPool pool = new ConstantPool(Files.readAllBytes(file));
      assertFalse(pool.isDynamic(), file + " has an invokedynamic");
      for (String text : pool.texts()) {
        assertFalse(text.startsWith("io/github/drainagent/engine/"), file + " refers to " + text);
      }
    }
  }

  @Test
  void aLambdaWouldBeSeen() throws Exception {
    Runnable lambda = () -> {};
    assertTrue(lambda != null);
    String own = EntryRulesTest.class.getSimpleName() + ".class";
    Path file = Paths.get(EntryRulesTest.class.getResource(own).toURI());
    assertTrue(new ConstantPool(Files.readAllBytes(file)).isDynamic());
  }

  /** All modules that go into the jar are on the class path of this test, as folders or as jars. */
  @Test
  void everyClassOfOursInTheJarIsJava8() throws IOException {
    Set<String> seen = new TreeSet<>();
    for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Paths.get(element);
      if (element.endsWith(MAIN)) {
        assertJava8(path, seen);
      } else if (path.getFileName().toString().startsWith("drain-agent-")) {
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
          assertJava8(jar.getPath("/"), seen);
        }
      }
    }
    for (String expected : new String[] {"DrainAgent", "Boot", "DrainDispatcher", "NettyFamily"}) {
      assertTrue(seen.contains(expected + ".class"), "not looked at: " + expected);
    }
  }

  private static void assertJava8(Path folder, Set<String> seen) throws IOException {
    for (Path file : classFiles(folder)) {
      String name = file.getFileName().toString();
      int version = new ConstantPool(Files.readAllBytes(file)).version();
      assertEquals(name.equals("Java9.class") ? JAVA_8 + 1 : JAVA_8, version, file + "");
      seen.add(name);
    }
  }

  private static List<Path> classFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".class")).collect(Collectors.toList());
    }
  }
}
