package io.github.drainagent.engine;

import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;

/** How many bytes of code each method of a class file has (JVMS 4.7.3). */
public final class CodeSizes {

  /**
   * The most that a hot method may have to be inlined (HotSpot's FreqInlineSize on x86 and ARM).
   */
  public static final int INLINED = 325;

  private final ClassReader file;
  private final char[] buffer;
  private final Map<String, Integer> sizes = new TreeMap<>();
  private int at;

  private CodeSizes(byte[] bytes) {
    file = new ClassReader(bytes);
    buffer = new char[file.getMaxStringLength()];
    at = file.header + 6; // access, class, superclass
    at += 2 + 2 * file.readUnsignedShort(at); // interfaces
    members(); // fields
    members();
  }

  /** By name and descriptor. */
  public static Map<String, Integer> of(byte[] bytes) {
    return new CodeSizes(bytes).sizes;
  }

  private void members() {
    int count = file.readUnsignedShort(at);
    at += 2;
    for (; count > 0; count--) {
      String member = file.readUTF8(at + 2, buffer) + file.readUTF8(at + 4, buffer);
      int attributes = file.readUnsignedShort(at + 6);
      at += 8;
      for (; attributes > 0; attributes--) {
        if (file.readUTF8(at, buffer).equals("Code")) {
          sizes.put(member, file.readInt(at + 10));
        }
        at += 6 + file.readInt(at + 2);
      }
    }
  }
}
