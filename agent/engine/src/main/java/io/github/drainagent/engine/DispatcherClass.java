package io.github.drainagent.engine;

import io.github.drainagent.engine.jdk.Java9;
import io.github.drainagent.engine.jdk.JavaRelease;
import io.github.drainagent.engine.weave.ClassBytes;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;

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
      if (JavaRelease.current() >= 9) {
        Java9.define(Object.class, bytes);
      } else {
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
    try {
      define.invoke(the.get(null), NAME, bytes, 0, bytes.length, null, null);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
