package io.github.drainagent.engine.weave;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes that a loader sees, by their files. */
final class ClassFiles {

  private final @Nullable ClassLoader loader;
  private final Map<String, byte[]> given = new HashMap<>();
  private final Map<String, @Nullable ClassFile> known = new HashMap<>();

  /**
   * @param loader {@code null} for the boot loader
   */
  ClassFiles(@Nullable ClassLoader loader) {
    this.loader = loader;
  }

  /** With a class that is just being loaded. */
  ClassFiles with(String name, byte[] bytes) {
    given.put(name, bytes);
    return this;
  }

  /**
   * @param name binary name
   * @return {@code null} where there is none
   */
  @Nullable ClassFile get(String name) throws IOException {
    if (!known.containsKey(name)) {
      byte[] bytes = given.containsKey(name) ? given.get(name) : ClassBytes.find(loader, name);
      known.put(name, bytes == null ? null : new ClassFile(bytes));
    }
    return known.get(name);
  }

  /**
   * The descriptor of a field of the class or of one that it extends.
   *
   * @param type binary name of the class
   */
  String fieldDescriptor(String type, String field) throws IOException {
    ClassFile file = get(type);
    while (file != null) {
      String descriptor = file.fieldDescriptor(field);
      if (descriptor != null) {
        return descriptor;
      }
      file = file.superName == null ? null : get(file.superName.replace('/', '.'));
    }
    throw new IllegalArgumentException("no field " + field + " in " + type);
  }
}
