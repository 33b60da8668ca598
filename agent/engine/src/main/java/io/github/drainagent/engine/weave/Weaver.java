package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.spi.Weave;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** Weaves one class: from its bytes and a list of what goes in, to its new bytes. */
final class Weaver {

  private final ClassFileLocator own;

  Weaver(ClassLoader engineLoader) {
    own = ClassFileLocator.ForClassLoader.of(engineLoader);
  }

  /**
   * @param loader {@code null} for the boot loader
   * @param name binary name
   */
  byte[] weave(@Nullable ClassLoader loader, String name, byte[] bytes, List<Weave> weaves) {
    ClassFileLocator host = Types.locator(loader, name, bytes);
    TypePool pool = Types.pool(host);
    TypePool advicePool = Types.pool(new ClassFileLocator.Compound(own, host));
    DynamicType.Builder<?> builder =
        new ByteBuddy()
            .with(TypeValidation.DISABLED)
            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
            .with(Implementation.Context.Disabled.Factory.INSTANCE)
            .ignore(ElementMatchers.none())
            .decorate(pool.describe(name).resolve(), host);
    for (Weave weave : weaves) {
      TypeDescription advice = advicePool.describe(weave.advice.getName()).resolve();
      builder =
          builder.visit(
              Advice.to(advice, own).withExceptionHandler(Suppressed.REPORT).on(matcher(weave)));
    }
    return builder.make(TypeResolutionStrategy.Disabled.INSTANCE, pool).getBytes();
  }

  private static ElementMatcher<MethodDescription> matcher(Weave weave) {
    ElementMatcher.Junction<MethodDescription> method =
        "<init>".equals(weave.method)
            ? ElementMatchers.isConstructor()
            : ElementMatchers.named(weave.method);
    method = method.and(ElementMatchers.not(ElementMatchers.isAbstract()));
    return weave.descriptor == null
        ? method
        : method.and(ElementMatchers.hasDescriptor(weave.descriptor));
  }

  /** What woven code does with a failure of its own. */
  private static final class Suppressed {

    static final Advice.ExceptionHandler REPORT = new Advice.ExceptionHandler.Simple(call());

    private static StackManipulation call() {
      try {
        return MethodInvocation.invoke(
            new MethodDescription.ForLoadedMethod(
                DrainDispatcher.class.getMethod("suppressed", Throwable.class)));
      } catch (NoSuchMethodException e) {
        throw new AssertionError(e);
      }
    }
  }
}
