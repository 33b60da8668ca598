package io.github.drainagent.engine.weave;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A method that advice goes into. */
final class HostMethod {

  /** Internal name of its class. */
  final String type;

  final Type[] arguments;

  /** Where the arguments are. */
  final int[] slots;

  final Type returnType;

  /** Class files of Java 5 and before have no frames. */
  private final boolean hasFrames;

  final ClassFiles files;
  private final boolean isStatic;
  private final boolean isConstructor;

  HostMethod(
      String type, int access, String name, String descriptor, int version, ClassFiles files) {
    this.type = type;
    this.files = files;
    arguments = Type.getArgumentTypes(descriptor);
    returnType = Type.getReturnType(descriptor);
    hasFrames = version >= Opcodes.V1_6;
    isStatic = (access & Opcodes.ACC_STATIC) != 0;
    isConstructor = name.equals("<init>");
    slots = new int[arguments.length];
    int slot = isStatic ? 0 : 1;
    for (int i = 0; i < slots.length; i++) {
      slots[i] = slot;
      slot += arguments[i].getSize();
    }
  }

  /**
   * The locals that advice can rely on.
   *
   * @param onEntry with the arguments; on exit their slots may have been used for anything else
   */
  Locals locals(boolean onEntry) {
    Locals locals = new Locals();
    if (!isStatic) {
      locals.set(0, onEntry && isConstructor ? Opcodes.UNINITIALIZED_THIS : type);
    }
    for (int i = 0; onEntry && i < slots.length; i++) {
      locals.set(slots[i], arguments[i]);
    }
    return locals;
  }

  /**
   * @param onStack the one thing that is on the stack, or {@code null}
   */
  void frame(MethodVisitor to, Label at, Locals locals, @Nullable Object onStack) {
    to.visitLabel(at);
    Object[] stack = onStack == null ? new Object[0] : new Object[] {onStack};
    frame(to, locals, stack.length, stack);
  }

  void frame(MethodVisitor to, Locals locals, int stackSize, Object[] stack) {
    if (hasFrames) {
      locals.visit(to, stackSize, stack);
    }
  }

  static void storeDefault(MethodVisitor to, Type type, int slot) {
    if (type != Type.VOID_TYPE) {
      pushDefault(to, type);
      to.visitVarInsn(type.getOpcode(Opcodes.ISTORE), slot);
    }
  }

  /** Zero, false or null. */
  static void pushDefault(MethodVisitor to, Type type) {
    switch (type.getSort()) {
      case Type.VOID:
        return;
      case Type.LONG:
        to.visitInsn(Opcodes.LCONST_0);
        return;
      case Type.FLOAT:
        to.visitInsn(Opcodes.FCONST_0);
        return;
      case Type.DOUBLE:
        to.visitInsn(Opcodes.DCONST_0);
        return;
      case Type.ARRAY:
      case Type.OBJECT:
        to.visitInsn(Opcodes.ACONST_NULL);
        return;
      default:
        to.visitInsn(Opcodes.ICONST_0);
    }
  }
}
