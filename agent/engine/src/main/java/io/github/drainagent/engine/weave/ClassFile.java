package io.github.drainagent.engine.weave;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What a class declares, by its file: no class of the host is loaded in order to look at it. */
final class ClassFile {

  static final int API = Opcodes.ASM9;

  /** The newest version that ASM reads. What is newer has not changed in what matters here. */
  private static final int NEWEST = Opcodes.V25;

  private static final int MAJOR = 6;

  /** Name to descriptor. */
  final Map<String, String> fields = new HashMap<>();

  final Set<String> methodNames = new HashSet<>();

  /** Names with descriptors. */
  final Set<String> methods = new HashSet<>();

  @Nullable String superName;

  ClassFile(byte[] bytes) {
    reader(bytes)
        .accept(
            new Declarations(),
            ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
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

  boolean has(String name, @Nullable String descriptor) {
    return descriptor == null
        ? methodNames.contains(name) || fields.containsKey(name)
        : methods.contains(name + descriptor);
  }

  private final class Declarations extends ClassVisitor {

    Declarations() {
      super(API);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superClass,
        String @Nullable [] interfaces) {
      superName = superClass;
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      fields.put(name, descriptor);
      return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      methodNames.add(name);
      methods.add(name + descriptor);
      return null;
    }
  }
}
