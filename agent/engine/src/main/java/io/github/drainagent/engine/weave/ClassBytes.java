package io.github.drainagent.engine.weave;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of class files. */
public final class ClassBytes {

  /** Sees the agent's jar, and the boot loader's classes behind it. */
  private static final ClassLoader OWN = ClassBytes.class.getClassLoader();

  /** Bytes at first. */
  private static final int LEAST = 512;

  private static final int MOST = 1 << 16;

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
      return all(in);
    }
  }

  /** Most streams know how long they are: what is read while a server starts is garbage. */
  private static byte[] all(InputStream in) throws IOException {
    byte[] bytes = new byte[Math.max(LEAST, Math.min(in.available() + 1, MOST))];
    int length = 0;
    for (int n = in.read(bytes); n > 0; n = in.read(bytes, length, bytes.length - length)) {
      length += n;
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
    }
    return Arrays.copyOf(bytes, length);
  }
}
