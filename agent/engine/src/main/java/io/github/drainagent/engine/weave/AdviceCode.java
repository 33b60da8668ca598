package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.spi.Advice;
import io.github.drainagent.engine.weave.AdviceMethod.Parameter;
import io.github.drainagent.engine.weave.Inliner.Place;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * One advice at one place of a method, with a handler where it may throw. It is as short as can be:
 * HotSpot inlines no method of more than 325 bytes, however hot it is (FreqInlineSize).
 */
final class AdviceCode {

  private static final String THROWABLE = "java/lang/Throwable";

  private final AdviceMethod advice;
  private final HostMethod host;
  private final Slots slots;
  private final int[] arguments;

  /**
   * @param arguments the slots in which the advice finds the method's arguments
   */
  AdviceCode(AdviceMethod advice, HostMethod host, Slots slots, int[] arguments) {
    this.advice = advice;
    this.host = host;
    this.slots = slots;
    this.arguments = arguments;
  }

  /**
   * @param before the locals that the advice finds
   * @param after those behind it, with what it returns
   */
  void write(MethodVisitor to, Locals before, Locals after) {
    Label start = new Label();
    Label end = new Label();
    to.visitLabel(start);
    Locals around = before.copy();
    Place[] places = places(to, around);
    Inliner inliner = new Inliner(to, host, places, slots, around, end);
    copy(inliner);
    if (!advice.isSafe) {
      inliner.leave();
      handle(start, to, before);
    }
    if (inliner.hasLeft() || !advice.isSafe) {
      host.frame(to, end, after, null);
      to.visitInsn(Opcodes.NOP); // the body may begin with a frame, and no place has two
    }
  }

  /** Whatever comes from there on is told, and the method goes on. */
  private void handle(Label start, MethodVisitor to, Locals before) {
    Label failed = new Label();
    host.frame(to, failed, before, THROWABLE);
    to.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        AdviceMethod.DISPATCHER,
        "suppressed",
        "(Ljava/lang/Throwable;)V",
        false);
    HostMethod.storeDefault(to, advice.returnType(), slots.entered);
    to.visitTryCatchBlock(start, failed, failed, THROWABLE);
  }

  private void copy(MethodVisitor to) {
    ClassFile.reader(advice.classFile)
        .accept(
            new ClassVisitor(ClassFile.API) {
              @Override
              public @Nullable MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                boolean wanted = name.equals(advice.name) && descriptor.equals(advice.descriptor);
                return wanted ? to : null;
              }
            },
            ClassReader.SKIP_DEBUG | ClassReader.EXPAND_FRAMES);
  }

  /** Fields are read into locals; the advice's own come behind them. */
  private Place[] places(MethodVisitor to, Locals around) {
    Type[] types = Type.getArgumentTypes(advice.descriptor);
    int size = 0;
    for (Type type : types) {
      size += type.getSize();
    }
    Place[] places = new Place[size];
    int variable = 0;
    for (int i = 0; i < types.length; i++) {
      Parameter parameter = advice.parameters[i];
      places[variable] =
          parameter.is(Advice.FieldValue.class)
              ? field(parameter, to, around, slots.own + variable)
              : place(parameter);
      variable += types[i].getSize();
    }
    return places;
  }

  private Place field(Parameter parameter, MethodVisitor to, Locals around, int copy) {
    try {
      String owner = host.type.replace('/', '.');
      Type type = Type.getType(host.files.fieldDescriptor(owner, parameter.field));
      to.visitVarInsn(Opcodes.ALOAD, 0);
      to.visitFieldInsn(Opcodes.GETFIELD, host.type, parameter.field, type.getDescriptor());
      to.visitVarInsn(type.getOpcode(Opcodes.ISTORE), copy);
      around.set(copy, type);
      return new Place(copy, type, !parameter.readOnly, parameter.field);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Place place(Parameter parameter) {
    if (parameter.is(Advice.Argument.class)) {
      int which = parameter.argument;
      return new Place(arguments[which], host.arguments[which], !parameter.readOnly, "");
    }
    if (parameter.is(Advice.Return.class)) {
      return new Place(slots.result, host.returnType, !parameter.readOnly, "");
    }
    int slot =
        parameter.is(Advice.This.class)
            ? 0
            : parameter.is(Advice.Enter.class) ? slots.entered : slots.thrown;
    return new Place(slot, Type.getType(Object.class), false, "");
  }
}
