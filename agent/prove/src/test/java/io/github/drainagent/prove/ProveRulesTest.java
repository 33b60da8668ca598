package io.github.drainagent.prove;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Paths;
import org.junit.jupiter.api.Test;

class ProveRulesTest {

  private final JavaClasses prove = new ClassFileImporter().importPath(Paths.get("target/classes"));

  @Test
  void itNeedsNothingButTheJdk() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify.annotations", "io.github.drainagent.prove..")
        .check(prove);
  }

  @Test
  void noTwoPackagesNeedEachOther() {
    slices().matching("io.github.drainagent.(prove..)").should().beFreeOfCycles().check(prove);
  }
}
