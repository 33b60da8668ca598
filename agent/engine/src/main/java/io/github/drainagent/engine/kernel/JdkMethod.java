package io.github.drainagent.engine.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A method of the JDK that is not for everybody: looked for at once, linked when it is first
 * called. Linking one takes about a millisecond of the server's start, which needs few of them.
 */
final class JdkMethod {

  private final Method method;
  private volatile @Nullable MethodHandle handle;

  private JdkMethod(Method method) {
    this.method = method;
    method.setAccessible(true);
  }

  /**
   * @throws NoSuchMethodException where this JVM has it under another name
   */
  static JdkMethod of(Class<?> owner, String name, Class<?>... parameters)
      throws NoSuchMethodException {
    return new JdkMethod(owner.getDeclaredMethod(name, parameters));
  }

  MethodHandle handle() throws IllegalAccessException {
    MethodHandle linked = handle;
    if (linked == null) {
      linked = MethodHandles.lookup().unreflect(method);
      handle = linked;
    }
    return linked;
  }
}
