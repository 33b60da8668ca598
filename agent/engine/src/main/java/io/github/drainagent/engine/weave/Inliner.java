package io.github.drainagent.engine.weave;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Copies the code of an advice method into another method: its parameters become the locals that
 * they stand for, its own variables come behind all others, and it leaves by a jump where it does
 * not end.
 */
final class Inliner extends MethodVisitor {

  /** Where one of its variables is in the method around it. */
  static final class Place {
    final int slot;
    final Type type;

    /** Whether it may be assigned to. */
    final boolean writable;

    /** The field that it is a copy of, or empty. */
    final String field;

    Place(int slot, Type type, boolean writable, String field) {
      this.slot = slot;
      this.type = type;
      this.writable = writable;
      this.field = field;
    }
  }

  private final HostMethod host;
  private final Place[] parameters;
  private final Slots slots;
  private final Locals around;
  private final Label end;

  /** Behind a return: where nothing follows, the end does. */
  private boolean leaving;

  private boolean hasLeft;

  private boolean hasFrames;

  /**
   * @param parameters by their slots in the advice; {@code null} where a long's second half is
   * @param around the locals of the method around it
   */
  Inliner(
      MethodVisitor to,
      HostMethod host,
      Place[] parameters,
      Slots slots,
      Locals around,
      Label end) {
    super(ClassFile.API, to);
    this.host = host;
    this.parameters = parameters;
    this.slots = slots;
    this.around = around;
    this.end = end;
  }

  private int slot(int variable) {
    return variable < parameters.length ? parameters[variable].slot : slots.own + variable;
  }

  // its code is all that is copied

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return null;
  }

  @Override
  public void visitAnnotableParameterCount(int count, boolean visible) {}

  @Override
  public @Nullable AnnotationVisitor visitParameterAnnotation(
      int index, String descriptor, boolean visible) {
    return null;
  }

  @Override
  public void visitCode() {}

  @Override
  public void visitMaxs(int stack, int locals) {}

  @Override
  public void visitEnd() {}

  @Override
  public void visitVarInsn(int opcode, int variable) {
    boolean stores = opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
    if (!stores || variable >= parameters.length) {
      super.visitVarInsn(opcode, slot(variable));
      return;
    }
    Place place = parameters[variable];
    if (!place.writable) {
      throw new IllegalArgumentException("advice assigns to a parameter that is read-only");
    }
    if (opcode == Opcodes.ASTORE) {
      super.visitTypeInsn(Opcodes.CHECKCAST, place.type.getInternalName());
    }
    super.visitVarInsn(opcode, place.slot);
    if (!place.field.isEmpty()) {
      super.visitVarInsn(Opcodes.ALOAD, 0);
      super.visitVarInsn(place.type.getOpcode(Opcodes.ILOAD), place.slot);
      super.visitFieldInsn(Opcodes.PUTFIELD, host.type, place.field, place.type.getDescriptor());
    }
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    if (variable < parameters.length) {
      throw new IllegalArgumentException("advice counts with a parameter");
    }
    super.visitIincInsn(slot(variable), increment);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
      super.visitInsn(opcode);
      return;
    }
    if (opcode != Opcodes.RETURN) {
      super.visitVarInsn(opcode - Opcodes.IRETURN + Opcodes.ISTORE, slots.entered);
    } else if (hasFrames) {
      super.visitInsn(Opcodes.NOP); // one may be right before, and no place has two
    }
    leaving = true;
  }

  @Override
  public void visitLabel(Label label) {
    leave();
    super.visitLabel(label);
  }

  /** Goes to the end, since something else follows. */
  void leave() {
    if (leaving) {
      super.visitJumpInsn(Opcodes.GOTO, end);
      leaving = false;
      hasLeft = true;
    }
  }

  /** Whether there is a jump to the end. */
  boolean hasLeft() {
    return hasLeft;
  }

  @Override
  public void visitFrame(int type, int count, Object[] locals, int stackSize, Object[] stack) {
    hasFrames = true;
    Locals advice = Locals.of(count, locals);
    Locals all = around.copy();
    for (int variable = 0; variable < advice.size(); variable++) {
      if (variable >= parameters.length) {
        all.set(slot(variable), advice.get(variable));
      }
    }
    host.frame(mv, all, stackSize, stack);
  }
}
