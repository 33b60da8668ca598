package io.github.drainagent.engine.weave;

import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Describes classes from their bytes: no class of the host is ever loaded in order to look at it.
 */
final class Types {

  private Types() {}

  static ClassFileLocator locator(@Nullable ClassLoader loader) {
    return loader == null
        ? ClassFileLocator.ForClassLoader.ofBootLoader()
        : ClassFileLocator.ForClassLoader.of(loader);
  }

  static ClassFileLocator locator(@Nullable ClassLoader loader, String name, byte[] bytes) {
    return new ClassFileLocator.Compound(ClassFileLocator.Simple.of(name, bytes), locator(loader));
  }

  static TypePool pool(ClassFileLocator locator) {
    return new TypePool.Default(
        TypePool.CacheProvider.Simple.withObjectType(), locator, TypePool.Default.ReaderMode.FAST);
  }
}
