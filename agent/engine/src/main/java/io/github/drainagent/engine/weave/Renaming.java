package io.github.drainagent.engine.weave;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Puts a prefix before the names of a server's packages, in text and in class files. */
final class Renaming {

  private final String prefix;
  private final String dotted;
  private final String slashed;

  /**
   * @param home the package that all the server's own are in, {@code io.netty.}; may be empty where
   *     the prefix is
   * @param prefix {@code org.acme.shaded.}; empty for no change
   */
  Renaming(String home, String prefix) {
    this.prefix = prefix;
    dotted = home;
    slashed = home.replace('.', '/');
  }

  /** In names, descriptors and members as families write them. */
  String text(String text) {
    return prefix.isEmpty()
        ? text
        : text.replace(dotted, prefix + dotted)
            .replace("L" + slashed, "L" + prefix.replace('.', '/') + slashed);
  }

  byte[] classFile(byte[] bytes) {
    if (prefix.isEmpty()) {
      return bytes;
    }
    ClassReader reader = ClassFile.reader(bytes);
    ClassWriter writer = new ClassWriter(0);
    reader.accept(new ClassRemapper(writer, new Prefixing()), 0);
    return writer.toByteArray();
  }

  /** In a class of its own, so that its superclass is loaded only for a copy that needs it. */
  private final class Prefixing extends Remapper {

    Prefixing() {
      super(ClassFile.API);
    }

    @Override
    public String map(String internalName) {
      return internalName.startsWith(slashed)
          ? prefix.replace('.', '/') + internalName
          : internalName;
    }
  }
}
