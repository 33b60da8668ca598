package io.github.drainagent.instrumentation.pekko;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at objects whose classes have another name in each package they are published in, and whose
 * members have another name in each version of Scala.
 */
final class Peek {

  private static final ClassValue<ConcurrentMap<String, Member>> KNOWN =
      new ClassValue<ConcurrentMap<String, Member>>() {
        @Override
        protected ConcurrentMap<String, Member> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private Peek() {}

  /** The value of a field; its name may have that of its class in front of it. */
  static @Nullable Object fieldOrNull(Object object, String name)
      throws ReflectiveOperationException {
    return ((Field) member(object.getClass(), name, Field.class)).get(object);
  }

  static Object field(Object object, String name) throws ReflectiveOperationException {
    return present(fieldOrNull(object, name), name);
  }

  /** What a method without parameters returns. */
  static @Nullable Object callOrNull(Object object, String name)
      throws ReflectiveOperationException {
    return ((Method) member(object.getClass(), name, Method.class)).invoke(object);
  }

  static Object call(Object object, String name) throws ReflectiveOperationException {
    return present(callOrNull(object, name), name);
  }

  private static Object present(@Nullable Object value, String name) throws NoSuchFieldException {
    if (value == null) {
      throw new NoSuchFieldException(name + " is not set");
    }
    return value;
  }

  /** The value of the only field of a type that the JDK knows. */
  static <T> T only(Object object, Class<T> type) throws ReflectiveOperationException {
    return type.cast(((Field) member(object.getClass(), type.getName(), Field.class)).get(object));
  }

  /** The one object of a Scala {@code object}. */
  static Object singleton(ClassLoader loader, String name) throws ReflectiveOperationException {
    return present(Class.forName(name + "$", true, loader).getField("MODULE$").get(null), name);
  }

  private static Member member(Class<?> type, String name, Class<? extends Member> kind)
      throws ReflectiveOperationException {
    ConcurrentMap<String, Member> known = KNOWN.get(type);
    Member member = known.get(name);
    if (member == null || member.getClass() != kind) {
      member = kind == Field.class ? findField(type, name) : type.getMethod(name);
      ((AccessibleObject) member).setAccessible(true);
      known.put(name, member);
    }
    return member;
  }

  private static Field findField(Class<?> type, String name) throws NoSuchFieldException {
    for (Class<?> t = type; t != null; t = t.getSuperclass()) {
      for (Field field : t.getDeclaredFields()) {
        if (field.getName().equals(name)
            || field.getName().endsWith("$$" + name)
            || field.getType().getName().equals(name)) {
          return field;
        }
      }
    }
    throw new NoSuchFieldException(type.getName() + "." + name);
  }
}
