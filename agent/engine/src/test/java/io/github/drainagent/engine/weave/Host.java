package io.github.drainagent.engine.weave;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.util.HashMap;
import java.util.Map;

/** A loader of the host with its own copy of some classes, and a transformer in front of it. */
final class Host extends ClassLoader {

  private final Map<String, byte[]> classes = new HashMap<>();
  private final ClassFileTransformer transformer;

  /**
   * @param transformer may be {@code null}
   */
  Host(ClassLoader parent, ClassFileTransformer transformer, Class<?>... copies)
      throws IOException {
    super(parent);
    this.transformer = transformer;
    for (Class<?> type : copies) {
      classes.put(type.getName(), bytes(type));
    }
  }

  /** Another version of a class. */
  Host with(String name, byte[] bytes) {
    classes.put(name, bytes);
    return this;
  }

  static byte[] bytes(Class<?> type) throws IOException {
    String path = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        out.write(b);
      }
      return out.toByteArray();
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    Class<?> known = findLoadedClass(name);
    if (known != null || !classes.containsKey(name)) {
      return known != null ? known : super.loadClass(name, resolve);
    }
    byte[] bytes = transform(name, classes.get(name));
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] transform(String name, byte[] bytes) {
    try {
      byte[] woven =
          transformer == null
              ? null
              : transformer.transform(this, name.replace('.', '/'), null, null, bytes);
      return woven == null ? bytes : woven;
    } catch (Exception e) {
      throw new AssertionError("a transformer must not throw", e);
    }
  }

  @Override
  public InputStream getResourceAsStream(String path) {
    byte[] own = classes.get(path.replace('/', '.').replaceAll("\\.class$", ""));
    return own == null ? super.getResourceAsStream(path) : new ByteArrayInputStream(own);
  }

  Object create(String type) throws ReflectiveOperationException {
    return loadClass(type).getConstructor().newInstance();
  }
}
