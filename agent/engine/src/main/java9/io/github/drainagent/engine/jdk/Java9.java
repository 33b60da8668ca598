package io.github.drainagent.engine.jdk;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the engine needs of Java 9 and can't call from code for 8. Reflection could, but since 18
 * (JEP 416) each first call through it spins method handles: 20 ms and more for one constructor,
 * while an application starts. On 8 this class can't be loaded: ask for the version first.
 */
public final class Java9 {

  private Java9() {}

  /** A thread without the inheritable thread-locals of the one that makes it; not started. */
  public static Thread thread(ThreadGroup group, String name, Runnable task) {
    return new Thread(group, task, name, 0, false);
  }

  /**
   * Defines a class in the package and the loader of another.
   *
   * @param beside in a package that is open to this class's module
   */
  public static Class<?> define(Class<?> beside, byte[] bytes) throws IllegalAccessException {
    return MethodHandles.privateLookupIn(beside, MethodHandles.lookup()).defineClass(bytes);
  }

  /**
   * Opens those packages that the module of {@code of} has to the module of {@code to}; all
   * packages of an unnamed module are open anyway.
   */
  public static void open(
      Instrumentation instrumentation, Class<?> of, Class<?> to, String... packages) {
    Module from = of.getModule();
    if (!from.isNamed() || from.equals(to.getModule())) {
      return;
    }
    Map<String, Set<Module>> opens = new HashMap<>();
    for (String name : packages) {
      if (from.getPackages().contains(name)) {
        opens.put(name, Set.of(to.getModule()));
      }
    }
    instrumentation.redefineModule(from, Set.of(), Map.of(), opens, Set.of(), Map.of());
  }
}
