package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.jdk.Java9;
import io.github.drainagent.engine.jdk.JavaRelease;
import java.lang.instrument.Instrumentation;

/** Opens packages of named modules to our own classes; on Java 8 there is nothing to open. */
public final class ModuleOpener {

  private static final boolean HAS_MODULES = JavaRelease.current() >= 9;

  private final Instrumentation instrumentation;

  public ModuleOpener(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Opens the package of {@code of} to the module of {@code to}. */
  public void open(Class<?> of, Class<?> to) {
    String name = of.getName();
    open(of, to, name.substring(0, Math.max(0, name.lastIndexOf('.'))));
  }

  /** Opens those packages that the module of {@code of} has to the module of {@code to}. */
  public void open(Class<?> of, Class<?> to, String... packages) {
    if (HAS_MODULES) {
      Java9.open(instrumentation, of, to, packages);
    }
  }
}
