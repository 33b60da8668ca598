package io.github.drainagent.engine.weave;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The class file of a class in the agent's jar. */
public final class ClassBytes {

  private ClassBytes() {}

  /**
   * @param name binary name
   * @throws IOException also where there is none
   */
  public static byte[] of(String name) throws IOException {
    String path = name.replace('.', '/') + ".class";
    try (InputStream in = ClassBytes.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new FileNotFoundException(path);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      return bytes.toByteArray();
    }
  }
}
