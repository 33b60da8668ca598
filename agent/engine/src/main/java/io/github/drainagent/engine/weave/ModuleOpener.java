package io.github.drainagent.engine.weave;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens packages of named modules to our own classes; on Java 8 there is nothing to open. */
public final class ModuleOpener {

  private final Instrumentation instrumentation;
  private final @Nullable Method getModule;

  public ModuleOpener(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
    Method found = null;
    try {
      found = Class.class.getMethod("getModule");
    } catch (NoSuchMethodException java8) {
      // no modules
    }
    getModule = found;
  }

  /** Opens the package of {@code of} to the module of {@code to}. */
  public void open(Class<?> of, Class<?> to) throws ReflectiveOperationException {
    String name = of.getName();
    open(of, to, name.substring(0, Math.max(0, name.lastIndexOf('.'))));
  }

  /** Opens those packages that the module of {@code of} has to the module of {@code to}. */
  public void open(Class<?> of, Class<?> to, String... packages)
      throws ReflectiveOperationException {
    if (getModule == null) {
      return;
    }
    Object from = getModule.invoke(of);
    Object target = getModule.invoke(to);
    Class<?> module = getModule.getReturnType();
    if (from.equals(target) || !((Boolean) module.getMethod("isNamed").invoke(from))) {
      return;
    }
    Map<String, Set<?>> opens = new HashMap<>();
    Set<?> own = (Set<?>) module.getMethod("getPackages").invoke(from);
    for (String name : packages) {
      if (own.contains(name)) {
        opens.put(name, Collections.singleton(target));
      }
    }
    redefine(module, from, opens);
  }

  private void redefine(Class<?> module, Object from, Map<String, Set<?>> opens)
      throws ReflectiveOperationException {
    Method redefine =
        Instrumentation.class.getMethod(
            "redefineModule", module, Set.class, Map.class, Map.class, Set.class, Map.class);
    try {
      redefine.invoke(
          instrumentation,
          from,
          Collections.emptySet(),
          Collections.emptyMap(),
          opens,
          Collections.emptySet(),
          Collections.emptyMap());
    } catch (InvocationTargetException e) {
      throw new ReflectiveOperationException(e.getCause());
    }
  }
}
