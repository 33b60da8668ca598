package io.github.drainagent.instrumentation.helidon;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Helidon by name: its classes are too new for the compiler of these tests. */
final class ByName {

  interface Body {
    Object of(String method, Object[] arguments) throws Throwable;
  }

  private ByName() {}

  /**
   * @param name without {@code io.helidon}
   */
  static Class<?> type(String name) {
    try {
      return Class.forName("io.helidon." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A builder of that type. */
  static Object create(String type) {
    return invoke(null, find(type(type), "builder"));
  }

  static Object constant(Class<?> type, String name) {
    try {
      return type.getField(name).get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static Object header(String name, String value) {
    return invoke(
        null, find(type("http.HeaderValues"), "create", String.class, String.class), name, value);
  }

  static Object implement(Class<?> type, Body body) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) ->
            method.getDeclaringClass() == Object.class
                ? ofObject(self, method.getName(), arguments)
                : body.of(method.getName(), arguments));
  }

  private static Object ofObject(Object self, String method, Object[] arguments) {
    switch (method) {
      case "equals":
        return self == arguments[0];
      case "hashCode":
        return System.identityHashCode(self);
      default:
        return "by name";
    }
  }

  static Object call(Object on, String name) {
    return invoke(on, find(on.getClass(), name));
  }

  static Object call(Object on, String name, Class<?> type, Object argument) {
    return call(on, on.getClass(), name, type, argument);
  }

  static Object call(Object on, Class<?> as, String name, Class<?> type, Object argument) {
    return invoke(on, find(as, name, type), argument);
  }

  static Object call(Object on, String name, Class<?>[] types, Object... arguments) {
    return invoke(on, find(on.getClass(), name, types), arguments);
  }

  static Object callStatic(Class<?> on, String name, Class<?> type, Object argument) {
    return invoke(null, find(on, name, type), argument);
  }

  private static Method find(Class<?> type, String name, Class<?>... parameters) {
    try {
      return type.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object invoke(Object on, Method method, Object... arguments) {
    try {
      method.setAccessible(true);
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException
          ? (RuntimeException) e.getCause()
          : new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
