package io.github.drainagent.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.drainagent.engine.close.PortCloser;

/** The rules of the engine that a compiler does not check. */
@AnalyzeClasses(
    packages = EngineRulesTest.ENGINE,
    importOptions = ImportOption.DoNotIncludeTests.class)
class EngineRulesTest {

  static final String ENGINE = "io.github.drainagent.engine";

  @ArchTest
  static final ArchRule theEngineKnowsNoServer =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.eclipse.jetty..",
              "io.undertow..",
              "org.xnio..",
              "io.netty..",
              "org.apache.catalina..",
              "org.apache.tomcat..",
              "com.sun.net.httpserver..",
              "sun.net.httpserver..",
              "jakarta.servlet..",
              "javax.servlet..",
              "io.github.drainagent.instrumentation..");

  @ArchTest
  static final ArchRule theSpiStandsAlone =
      classes()
          .that()
          .resideInAPackage(ENGINE + ".spi")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ENGINE + ".spi",
              "java.lang",
              "java.lang.annotation",
              "java.lang.ref", // a map that instrumentations share
              "java.util",
              "java.util.concurrent",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule settingsAndKernelCallsStandAlone =
      noClasses()
          .that()
          .resideInAnyPackage(ENGINE + ".options", ENGINE + ".kernel..", ENGINE + ".log")
          .should(
              dependOnClassesThat(
                  resideInAPackage(ENGINE + "..")
                      .and(
                          not(
                              resideInAnyPackage(
                                  ENGINE + ".jdk",
                                  ENGINE + ".options",
                                  ENGINE + ".kernel..",
                                  ENGINE + ".log",
                                  ENGINE + ".thread")))));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(ENGINE + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingIsBuiltOnHowAPortIsClosed =
      noClasses()
          .that(
              not(resideInAPackage(ENGINE + ".close"))
                  .and(not(belongToAnyOf(Engine.class, EngineDispatcher.class))))
          .should(
              dependOnClassesThat(
                  resideInAPackage(ENGINE + ".close").and(not(type(PortCloser.class)))));

  /** JUL and JMX start what an application may want to configure first; the others are large. */
  @ArchTest
  static final ArchRule theHostsSubsystemsAreNotStarted =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.util.logging..",
              "java.lang.management..",
              "javax.management..",
              "java.net.http..",
              "javax.net.ssl..",
              "java.util.prefs..",
              "java.rmi..",
              "javax.naming..");

  @ArchTest
  static final ArchRule nothingIsPrintedButByTheLog =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ENGINE + ".log.Log")
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule onlyOneClassKnowsTheNativesOfJna =
      noClasses()
          .that()
          .haveSimpleNameNotStartingWith("JnaCalls")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.jna..");

  @ArchTest
  static final ArchRule onlyWeavingKnowsAsm =
      noClasses()
          .that()
          .resideOutsideOfPackages(ENGINE + ".weave")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.objectweb.asm..");
}
