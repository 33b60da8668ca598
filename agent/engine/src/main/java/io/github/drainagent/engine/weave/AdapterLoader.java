package io.github.drainagent.engine.weave;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sees both sides: a server's classes through its parent, the engine through a short cut. The
 * classes of one instrumentation are defined in it once more, so that an adapter is ordinary typed
 * code.
 */
final class AdapterLoader extends ClassLoader {

  private static final String ENGINE =
      AdapterLoader.class.getName().substring(0, AdapterLoader.class.getName().indexOf(".weave."));

  private final ClassLoader engine;
  private final String ownPackage;

  /**
   * @param server the loader of the server; {@code null} for the boot loader
   * @param adapter binary name of the adapter; its whole package is defined here
   */
  AdapterLoader(@Nullable ClassLoader server, String adapter) {
    super(server);
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
      byte[] bytes = ClassBytes.of(name);
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
