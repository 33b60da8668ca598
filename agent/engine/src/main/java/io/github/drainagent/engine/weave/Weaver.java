package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.spi.Weave;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/**
 * Weaves one class: from its bytes and a list of what goes in, to its new bytes. Methods without
 * advice are copied as they are; nothing but code is changed.
 */
final class Weaver {

  private Weaver() {}

  /**
   * @param loader {@code null} for the boot loader
   * @param name binary name
   * @param copy what the weaves are for; {@code null} for the JDK itself
   */
  static byte[] weave(
      @Nullable ClassLoader loader,
      String name,
      byte[] bytes,
      @Nullable Copy copy,
      List<Weave> weaves)
      throws IOException {
    ClassReader reader = ClassFile.reader(bytes);
    ClassWriter writer = new ClassWriter(reader, 0);
    ClassFiles files = new ClassFiles(loader).with(name, bytes);
    Weaving weaving = new Weaving(writer, files, new Sizes(reader, weaves));
    for (Weave weave : weaves) {
      String advice = weave.advice.getName();
      byte[] file = copy == null ? ClassBytes.of(advice) : copy.classFile(advice);
      weaving.advice.put(weave, AdviceMethod.in(file));
    }
    reader.accept(weaving, ClassReader.EXPAND_FRAMES);
    byte[] woven = writer.toByteArray();
    ClassFile.setVersion(woven, ClassFile.version(bytes));
    return woven;
  }

  private static boolean matches(Weave weave, String name, String descriptor) {
    return weave.method.equals(name)
        && (weave.descriptor == null || weave.descriptor.equals(descriptor));
  }

  /** How many locals the methods have, which is written behind their code. */
  private static final class Sizes extends ClassVisitor {
    private final Map<String, Integer> locals = new HashMap<>();
    private final List<Weave> weaves;

    Sizes(ClassReader reader, List<Weave> weaves) {
      super(ClassFile.API);
      this.weaves = weaves;
      reader.accept(this, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      for (Weave weave : weaves) {
        if (matches(weave, name, descriptor)) {
          return new MethodVisitor(ClassFile.API) {
            @Override
            public void visitMaxs(int stack, int size) {
              locals.put(name + descriptor, size);
            }
          };
        }
      }
      return null;
    }

    /** 0 for a method without code. */
    int of(String method) {
      return locals.getOrDefault(method, 0);
    }
  }

  private static final class Weaving extends ClassVisitor {
    final Map<Weave, List<AdviceMethod>> advice = new LinkedHashMap<>();
    private final ClassFiles files;
    private final Sizes sizes;
    private int version;
    private String type = "";

    Weaving(ClassVisitor to, ClassFiles files, Sizes sizes) {
      super(ClassFile.API, to);
      this.files = files;
      this.sizes = sizes;
    }

    @Override
    public void visit(
        int classVersion,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      version = classVersion & 0xffff;
      type = name;
      super.visit(classVersion, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor to = super.visitMethod(access, name, descriptor, signature, exceptions);
      HostMethod host = new HostMethod(type, access, name, descriptor, version, files);
      int free = sizes.of(name + descriptor);
      for (Map.Entry<Weave, List<AdviceMethod>> each : advice.entrySet()) {
        if (matches(each.getKey(), name, descriptor)) {
          WovenMethod woven = new WovenMethod(to, host, each.getValue(), free);
          free = woven.firstFree();
          to = woven;
        }
      }
      return to;
    }
  }
}
