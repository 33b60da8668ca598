package io.github.drainagent.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Advice is copied into classes of the host, so it can use only what every class can see. */
@AnalyzeClasses(
    packages = EngineRulesTest.ENGINE,
    importOptions = ImportOption.DoNotIncludeTests.class)
class AdviceRulesTest {

  @ArchTest
  static final ArchRule adviceCallsTheDispatcherAndTheJdkOnly =
      classes()
          .that()
          .haveNameMatching(".*Advice\\$.*")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", EngineRulesTest.ENGINE + ".spi"); // its annotations
}
