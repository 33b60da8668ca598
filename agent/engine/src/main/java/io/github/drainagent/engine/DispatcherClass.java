package io.github.drainagent.engine;

import io.github.drainagent.engine.weave.ClassBytes;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Defines {@code java.lang.DrainDispatcher}: through a lookup in {@code java.lang} since 9, through
 * {@code Unsafe} on 8. No file is written and no class path changed, so the JVM has nothing to warn
 * of.
 */
final class DispatcherClass {

  private static final String NAME = "java.lang.DrainDispatcher";

  private DispatcherClass() {}

  /**
   * @return {@code false} if there is one already, somebody else's
   */
  static boolean define() throws Throwable {
    try {
      Class.forName(NAME, false, null);
      return false;
    } catch (ClassNotFoundException expected) {
      byte[] bytes = ClassBytes.of(NAME);
      try {
        Method privateLookupIn =
            MethodHandles.class.getMethod(
                "privateLookupIn", Class.class, MethodHandles.Lookup.class);
        Object lookup = privateLookupIn.invoke(null, Object.class, MethodHandles.lookup());
        invoke(MethodHandles.Lookup.class.getMethod("defineClass", byte[].class), lookup, bytes);
      } catch (NoSuchMethodException java8) {
        defineOnJava8(bytes);
      }
      return true;
    }
  }

  private static void defineOnJava8(byte[] bytes) throws Throwable {
    Class<?> unsafe = Class.forName("sun.misc.Unsafe");
    Field the = unsafe.getDeclaredField("theUnsafe");
    the.setAccessible(true);
    Method define =
        unsafe.getMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ClassLoader.class,
            ProtectionDomain.class);
    invoke(define, the.get(null), NAME, bytes, 0, bytes.length, null, null);
  }

  private static void invoke(Method method, Object on, @Nullable Object... arguments)
      throws Throwable {
    try {
      method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
