package io.github.drainagent.instrumentation.undertow;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Of each class the first of these fields that it has, its own or inherited. */
final class UndertowFields {

  private final ClassValue<Found> found;

  UndertowFields(String... names) {
    found = new ByClass(names);
  }

  @Nullable Field of(Object self) {
    return found.get(self.getClass()).field;
  }

  private static final class Found {
    final @Nullable Field field;

    Found(@Nullable Field field) {
      this.field = field;
    }
  }

  private static final class ByClass extends ClassValue<Found> {
    private final String[] names;

    ByClass(String[] names) {
      this.names = names;
    }

    @Override
    protected Found computeValue(Class<?> type) {
      for (Class<?> t = type; t != null; t = t.getSuperclass()) {
        for (String name : names) {
          try {
            return new Found(UndertowAdapter.field(t, name));
          } catch (NoSuchFieldException e) {
            // the next one
          }
        }
      }
      return new Found(null);
    }
  }
}
