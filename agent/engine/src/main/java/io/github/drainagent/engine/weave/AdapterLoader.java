package io.github.drainagent.engine.weave;

import java.io.IOException;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Sees both sides: a server's classes through its parent, the engine through a short cut. The
 * classes of one instrumentation are defined in it once more, so that an adapter is ordinary typed
 * code.
 */
final class AdapterLoader extends ClassLoader {

  private static final String ENGINE =
      AdapterLoader.class.getName().substring(0, AdapterLoader.class.getName().indexOf(".weave."));

  /** The engine's own: what an adapter does, the engine does. */
  private static final ProtectionDomain RIGHTS = AdapterLoader.class.getProtectionDomain();

  private final ClassLoader engine;
  private final Copy copy;
  private final String ownPackage;

  /**
   * @param server the loader of the server; {@code null} for the boot loader
   * @param copy its adapter's whole package is defined here
   */
  AdapterLoader(@Nullable ClassLoader server, Copy copy) {
    super(server);
    this.copy = copy;
    String adapter = copy.adapter();
    engine = AdapterLoader.class.getClassLoader();
    ownPackage = adapter.substring(0, adapter.lastIndexOf('.') + 1);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(ownPackage)) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known != null ? known : define(name);
      }
    }
    if (name.startsWith(ENGINE)) {
      return engine.loadClass(name);
    }
    return super.loadClass(name, resolve);
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try {
      byte[] bytes = copy.classFile(name);
      return defineClass(name, bytes, 0, bytes.length, RIGHTS);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
