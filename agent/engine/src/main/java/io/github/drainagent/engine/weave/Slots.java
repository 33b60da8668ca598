package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.spi.Advice;
import io.github.drainagent.engine.weave.AdviceMethod.Parameter;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** Where a woven method keeps what its advice needs: behind all locals of its own. */
final class Slots {

  /** Of the value that the advice on entry returns. */
  final int entered;

  /** Of the arguments as they were; 0 for one that the exit does not ask for. */
  final int[] kept;

  /** Of what the method returns. */
  final int result;

  /** Of what it throws. */
  final int thrown;

  /** The first of what an advice has for itself. */
  final int own;

  /** The first that nobody uses after the advice. */
  final int free;

  private final HostMethod host;
  private final @Nullable Type entry;

  /**
   * @param first the first slot that nothing in the method uses
   */
  Slots(HostMethod host, @Nullable AdviceMethod enter, @Nullable AdviceMethod exit, int first) {
    this.host = host;
    entry = enter == null || enter.returnType() == Type.VOID_TYPE ? null : enter.returnType();
    entered = first;
    int slot = first + (entry == null ? 0 : entry.getSize());
    kept = new int[host.arguments.length];
    for (int i = 0; i < kept.length; i++) {
      if (exit != null && uses(exit, i)) {
        kept[i] = slot;
        slot += host.arguments[i].getSize();
      }
    }
    result = slot;
    thrown = result + host.returnType.getSize();
    own = thrown + 1;
    free = own + Math.max(enter == null ? 0 : enter.maxLocals, exit == null ? 0 : exit.maxLocals);
  }

  private static boolean uses(AdviceMethod advice, int argument) {
    for (Parameter parameter : advice.parameters) {
      if (parameter.is(Advice.Argument.class) && parameter.argument == argument) {
        return true;
      }
    }
    return false;
  }

  Locals withKept(Locals locals) {
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] > 0) {
        locals.set(kept[i], host.arguments[i]);
      }
    }
    return locals;
  }

  Locals withEntered(Locals locals) {
    return entry == null ? locals : locals.set(entered, entry);
  }

  Locals withResult(Locals locals) {
    return host.returnType == Type.VOID_TYPE ? locals : locals.set(result, host.returnType);
  }
}
