package io.github.drainagent.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** Advice is copied into classes of the host, so it can use only what every class can see. */
@AnalyzeClasses(
    packages = EngineRulesTest.ENGINE,
    importOptions = ImportOption.DoNotIncludeTests.class)
class AdviceRulesTest {

  private static final List<Class<? extends Annotation>> KINDS =
      Arrays.asList(Advice.OnMethodEnter.class, Advice.OnMethodExit.class);

  @ArchTest
  static final ArchRule adviceCallsTheDispatcherAndTheJdkOnly =
      classes()
          .that()
          .haveNameMatching(".*Advice\\$.*")
          .should()
          .onlyDependOnClassesThat()
          // the last one only in defaults of annotations, which are not copied
          .resideInAnyPackage(
              "java..", "net.bytebuddy.asm", "net.bytebuddy.implementation.bytecode.assign");

  @ArchTest
  static final ArchRule whatAdviceThrowsIsSuppressed =
      methods()
          .that()
          .areAnnotatedWith(Advice.OnMethodEnter.class)
          .or()
          .areAnnotatedWith(Advice.OnMethodExit.class)
          .should(
              new ArchCondition<JavaMethod>("suppress Throwable") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                  events.add(
                      new SimpleConditionEvent(
                          method, suppresses(method), method.getFullName() + " may throw"));
                }
              });

  private static boolean suppresses(JavaMethod method) {
    for (Class<? extends Annotation> kind : KINDS) {
      if (method.isAnnotatedWith(kind)) {
        Annotation annotation = method.getAnnotationOfType(kind);
        Class<?> suppressed =
            annotation instanceof Advice.OnMethodEnter
                ? ((Advice.OnMethodEnter) annotation).suppress()
                : ((Advice.OnMethodExit) annotation).suppress();
        if (suppressed != Throwable.class) {
          return false;
        }
      }
    }
    return true;
  }
}
