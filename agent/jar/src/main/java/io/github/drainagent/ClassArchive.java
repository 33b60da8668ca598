package io.github.drainagent;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Many files in one entry of the jar, a zip that compresses none of them: for each entry that a jar
 * has, every JVM that is given the agent pays when it opens it, with a listener or without.
 */
final class ClassArchive {

  // APPNOTE.TXT, 4.3.7: the header before each file
  private static final int SIGNATURE = 0x04034b50;
  private static final int SIZE = 22;
  private static final int NAME_LENGTH = 26;
  private static final int EXTRA_LENGTH = 28;
  private static final int HEADER = 30;

  private final JarFile jar;
  private final String name;
  private final Map<String, int[]> places = new HashMap<String, int[]>();

  /** Not for ever: once a server is up, next to nothing is loaded any more. */
  private volatile SoftReference<byte[]> content;

  ClassArchive(JarFile jar, String name) throws IOException {
    this.jar = jar;
    this.name = name;
    byte[] bytes = read();
    content = new SoftReference<byte[]>(bytes);
    for (int at = 0; number(bytes, at, 4) == SIGNATURE; ) {
      int nameLength = number(bytes, at + NAME_LENGTH, 2);
      int from = at + HEADER + nameLength + number(bytes, at + EXTRA_LENGTH, 2);
      int to = from + number(bytes, at + SIZE, 4);
      places.put(new String(bytes, at + HEADER, nameLength, "UTF-8"), new int[] {from, to});
      at = to;
    }
  }

  /** The bytes of a file, which are shared. */
  @Nullable ByteBuffer get(String path) throws IOException {
    int[] place = places.get(path);
    if (place == null) {
      return null;
    }
    byte[] bytes = content.get();
    if (bytes == null) {
      bytes = read();
      content = new SoftReference<byte[]>(bytes);
    }
    return ByteBuffer.wrap(bytes, place[0], place[1] - place[0]);
  }

  private byte[] read() throws IOException {
    byte[] bytes = EngineLoader.read(jar, name);
    if (bytes == null) {
      throw new FileNotFoundException(name + " in " + jar.getName());
    }
    return bytes;
  }

  private static int number(byte[] bytes, int at, int length) {
    int number = 0;
    for (int i = length - 1; i >= 0; i--) {
      number = number << 8 | bytes[at + i] & 0xff;
    }
    return number;
  }
}
