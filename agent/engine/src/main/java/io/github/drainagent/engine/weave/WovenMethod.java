package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.spi.Advice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A method with advice around its body. The locals that the advice needs across the body are added
 * to each of its frames; nothing else of the body changes but its returns, which become jumps to
 * the exit.
 */
final class WovenMethod extends MethodVisitor {

  private static final String THROWABLE = "java/lang/Throwable";

  /** A field is written with the object and its value on top of what the advice has there. */
  private static final int MORE_STACK = 4;

  private final HostMethod host;
  private final @Nullable AdviceMethod enter;
  private final @Nullable AdviceMethod exit;
  private final Slots slots;
  private final Label body = new Label();
  private final Label leaving = new Label();

  /**
   * @param advice of one advice class
   * @param firstFree the first slot that nothing in the method uses
   */
  WovenMethod(MethodVisitor to, HostMethod host, List<AdviceMethod> advice, int firstFree) {
    super(ClassFile.API, to);
    this.host = host;
    enter = AdviceMethod.find(advice, Advice.OnMethodEnter.class);
    exit = AdviceMethod.find(advice, Advice.OnMethodExit.class);
    slots = new Slots(host, enter, exit, firstFree);
  }

  /** Behind its own slots. */
  int firstFree() {
    return slots.free;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    for (int i = 0; i < slots.kept.length; i++) {
      if (slots.kept[i] > 0) {
        mv.visitVarInsn(host.arguments[i].getOpcode(Opcodes.ILOAD), host.slots[i]);
        mv.visitVarInsn(host.arguments[i].getOpcode(Opcodes.ISTORE), slots.kept[i]);
      }
    }
    if (enter != null) {
      Locals before = slots.withKept(host.locals(true));
      Locals after = slots.withEntered(before.copy());
      new AdviceCode(enter, host, slots, host.slots).write(mv, before, after);
      if (enter.flag) {
        skipTheBody(after);
      }
    }
    mv.visitLabel(body);
  }

  private void skipTheBody(Locals locals) {
    Label goOn = new Label();
    mv.visitVarInsn(Opcodes.ILOAD, slots.entered);
    mv.visitJumpInsn(Opcodes.IFEQ, goOn);
    HostMethod.pushDefault(mv, host.returnType);
    mv.visitInsn(host.returnType.getOpcode(Opcodes.IRETURN));
    host.frame(mv, goOn, locals, null);
    mv.visitInsn(Opcodes.NOP);
  }

  @Override
  public void visitFrame(int type, int count, Object[] locals, int stackSize, Object[] stack) {
    slots.withEntered(slots.withKept(Locals.of(count, locals))).visit(mv, stackSize, stack);
  }

  @Override
  public void visitInsn(int opcode) {
    if (exit == null || opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
      super.visitInsn(opcode);
      return;
    }
    if (opcode != Opcodes.RETURN) {
      mv.visitVarInsn(host.returnType.getOpcode(Opcodes.ISTORE), slots.result);
    }
    if (exit.flag) {
      mv.visitInsn(Opcodes.ACONST_NULL);
      mv.visitVarInsn(Opcodes.ASTORE, slots.thrown);
    }
    mv.visitJumpInsn(Opcodes.GOTO, leaving);
  }

  @Override
  public void visitMaxs(int stack, int locals) {
    if (exit != null) {
      leave(exit);
    }
    int most =
        Math.max(enter == null ? 0 : enter.maxStack, exit == null ? 0 : exit.maxStack) + MORE_STACK;
    super.visitMaxs(Math.max(stack, most), Math.max(locals, slots.free));
  }

  private void leave(AdviceMethod advice) {
    Locals locals = slots.withEntered(slots.withKept(host.locals(false)));
    if (advice.flag) {
      whereItThrows(locals);
      locals.set(slots.thrown, THROWABLE);
    }
    slots.withResult(locals);
    host.frame(mv, leaving, locals, null);
    new AdviceCode(advice, host, slots, slots.kept).write(mv, locals, locals);
    if (advice.flag) {
      throwAgain(locals);
    }
    if (host.returnType != Type.VOID_TYPE) {
      mv.visitVarInsn(host.returnType.getOpcode(Opcodes.ILOAD), slots.result);
    }
    mv.visitInsn(host.returnType.getOpcode(Opcodes.IRETURN));
  }

  private void whereItThrows(Locals locals) {
    Label failed = new Label();
    host.frame(mv, failed, locals, THROWABLE);
    mv.visitVarInsn(Opcodes.ASTORE, slots.thrown);
    HostMethod.storeDefault(mv, host.returnType, slots.result);
    mv.visitTryCatchBlock(body, failed, failed, THROWABLE); // the last: the method's own go first
  }

  private void throwAgain(Locals locals) {
    Label returning = new Label();
    mv.visitVarInsn(Opcodes.ALOAD, slots.thrown);
    mv.visitJumpInsn(Opcodes.IFNULL, returning);
    mv.visitVarInsn(Opcodes.ALOAD, slots.thrown);
    mv.visitInsn(Opcodes.ATHROW);
    host.frame(mv, returning, locals, null);
  }
}
