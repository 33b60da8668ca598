package io.github.drainagent.engine.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The local variables of a method at one place, by their slots, as a stack map frame tells the
 * verifier (JVMS 4.7.4). A long or a double takes two slots.
 */
final class Locals {

  private final List<Object> slots;

  private Locals(List<Object> slots) {
    this.slots = slots;
  }

  Locals() {
    this(new ArrayList<>());
  }

  /** As ASM lists them, where a long is one. */
  static Locals of(int count, Object[] listed) {
    Locals locals = new Locals();
    int slot = 0;
    for (int i = 0; i < count; i++) {
      locals.set(slot, listed[i]);
      slot += isWide(listed[i]) ? 2 : 1;
    }
    return locals;
  }

  private static boolean isWide(Object type) {
    return Opcodes.LONG.equals(type) || Opcodes.DOUBLE.equals(type);
  }

  Locals copy() {
    return new Locals(new ArrayList<>(slots));
  }

  int size() {
    return slots.size();
  }

  Object get(int slot) {
    return slot < slots.size() ? slots.get(slot) : Opcodes.TOP;
  }

  Locals set(int slot, Object type) {
    int end = slot + (isWide(type) ? 2 : 1);
    while (slots.size() < end) {
      slots.add(Opcodes.TOP);
    }
    slots.set(slot, type);
    return this;
  }

  Locals set(int slot, Type type) {
    return set(slot, frameType(type));
  }

  void visit(MethodVisitor to, int stackSize, Object[] stack) {
    List<Object> listed = new ArrayList<>();
    for (int slot = 0; slot < slots.size(); slot++) {
      listed.add(slots.get(slot));
      if (isWide(slots.get(slot))) {
        slot++;
      }
    }
    to.visitFrame(Opcodes.F_NEW, listed.size(), listed.toArray(), stackSize, stack);
  }

  private static Object frameType(Type type) {
    switch (type.getSort()) {
      case Type.LONG:
        return Opcodes.LONG;
      case Type.FLOAT:
        return Opcodes.FLOAT;
      case Type.DOUBLE:
        return Opcodes.DOUBLE;
      case Type.ARRAY:
      case Type.OBJECT:
        return type.getInternalName();
      default:
        return Opcodes.INTEGER;
    }
  }
}
