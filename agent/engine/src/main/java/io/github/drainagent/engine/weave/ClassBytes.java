package io.github.drainagent.engine.weave;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of class files. */
public final class ClassBytes {

  /** Sees the agent's jar, and the boot loader's classes behind it. */
  private static final ClassLoader OWN = ClassBytes.class.getClassLoader();

  private ClassBytes() {}

  /**
   * Of a class in the agent's jar.
   *
   * @param name binary name
   * @throws IOException also where there is none
   */
  public static byte[] of(String name) throws IOException {
    byte[] bytes = find(OWN, name);
    if (bytes == null) {
      throw new FileNotFoundException(name);
    }
    return bytes;
  }

  /**
   * Of a class that a loader sees.
   *
   * @param loader {@code null} for the boot loader
   * @param name binary name
   * @return {@code null} where there is none
   */
  static byte @Nullable [] find(@Nullable ClassLoader loader, String name) throws IOException {
    String path = name.replace('.', '/') + ".class";
    try (InputStream in = (loader == null ? OWN : loader).getResourceAsStream(path)) {
      if (in == null) {
        return null;
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      return bytes.toByteArray();
    }
  }
}
