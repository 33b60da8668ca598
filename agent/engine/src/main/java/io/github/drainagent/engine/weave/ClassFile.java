package io.github.drainagent.engine.weave;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * What a class declares, by its file (JVMS 4): no class of the host is loaded in order to look at
 * it. Of a hundred names in one a handful is asked for, so none is made a string before.
 */
final class ClassFile {

  static final int API = Opcodes.ASM9;

  /** The newest version that ASM reads. What is newer has not changed in what matters here. */
  private static final int NEWEST = Opcodes.V25;

  private static final int MAJOR = 6;
  private static final int POOL = 8;

  /** Bytes of a constant after its tag, by tag (JVMS 4.4); 0 for those there are none of. */
  private static final int[] SIZES = {
    0, 2, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2
  };

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  private final byte[] bytes;

  /** Where the constants are, after their tags. */
  private final int[] pool;

  /** Where fields and methods are. */
  private final int[] fields;

  private final int[] methods;

  /** Internal; {@code null} for {@code Object} and modules. */
  final @Nullable String superName;

  ClassFile(byte[] bytes) {
    this.bytes = bytes;
    pool = new int[number(POOL)];
    int at = readPool();
    int superClass = number(at + 4);
    superName = superClass == 0 ? null : text(number(pool[superClass]));
    at += 8 + 2 * number(at + 6); // the interfaces
    fields = new int[number(at)];
    at = readMembers(at + 2, fields);
    methods = new int[number(at)];
    readMembers(at + 2, methods);
  }

  /** For class files of any version, also of one that is newer than ASM. */
  static ClassReader reader(byte[] bytes) {
    if (bytes.length <= MAJOR + 1 || version(bytes) <= NEWEST) {
      return new ClassReader(bytes);
    }
    byte[] older = bytes.clone();
    setVersion(older, NEWEST);
    return new ClassReader(older);
  }

  static int version(byte[] bytes) {
    return (bytes[MAJOR] & 0xff) << 8 | (bytes[MAJOR + 1] & 0xff);
  }

  static void setVersion(byte[] bytes, int version) {
    bytes[MAJOR] = (byte) (version >> 8);
    bytes[MAJOR + 1] = (byte) version;
  }

  /**
   * Whether there is such a member.
   *
   * @param descriptor of a method; {@code null} for a field or any method of that name
   */
  boolean has(String name, @Nullable String descriptor) {
    return find(methods, name, descriptor) >= 0
        || (descriptor == null && find(fields, name, null) >= 0);
  }

  /** The descriptor of a field; {@code null} where there is none of that name. */
  @Nullable String fieldDescriptor(String name) {
    int found = find(fields, name, null);
    return found < 0 ? null : text(number(found + 4));
  }

  /** Returns where what comes next begins. */
  private int readPool() {
    int at = POOL + 2;
    for (int i = 1; i < pool.length; i++) {
      int tag = bytes[at];
      if (SIZES[tag] == 0) {
        throw new IllegalArgumentException("constant " + i + " has tag " + tag);
      }
      pool[i] = at + 1;
      at += 1 + SIZES[tag] + (tag == UTF8 ? number(at + 1) : 0);
      if (tag == LONG || tag == DOUBLE) {
        i++; // they take two places
      }
    }
    return at;
  }

  private int readMembers(int from, int[] members) {
    int at = from;
    for (int i = 0; i < members.length; i++) {
      members[i] = at;
      int attributes = number(at + 6);
      at += 8;
      for (int j = 0; j < attributes; j++) {
        at += 6 + (number(at + 2) << 16 | number(at + 4));
      }
    }
    return at;
  }

  private int find(int[] members, String name, @Nullable String descriptor) {
    for (int member : members) {
      if (is(number(member + 2), name)
          && (descriptor == null || is(number(member + 4), descriptor))) {
        return member;
      }
    }
    return -1;
  }

  /** Whether a constant is that text, of ASCII alone. */
  private boolean is(int constant, String text) {
    int at = pool[constant];
    int length = number(at);
    if (length != text.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + 2 + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String text(int constant) {
    int at = pool[constant];
    return new String(bytes, at + 2, number(at), StandardCharsets.UTF_8);
  }

  private int number(int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
