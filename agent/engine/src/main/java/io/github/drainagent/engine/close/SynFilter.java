package io.github.drainagent.engine.close;

import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.Libc;
import io.github.drainagent.engine.kernel.libc.SocketCalls;
import java.io.FileDescriptor;

/**
 * A packet filter on the listening socket that drops SYNs (SO_ATTACH_FILTER,
 * Documentation/networking/filter.rst). A connection inherits it and is not hurt by it. It needs
 * native access, and since Linux 6.x CAP_NET_ADMIN.
 */
final class SynFilter implements SynStop {

  /** {@code include/uapi/linux/bpf_common.h} and {@code filter.h}: operations. */
  private static final int LOAD_BYTE = 0x30;

  private static final int LOAD_WORD = 0x20;
  private static final int AND = 0x54;
  private static final int TO_X = 0x07;
  private static final int IF_EQUAL = 0x15;
  private static final int IF_EQUAL_X = 0x1d;
  private static final int IF_SET = 0x45;
  private static final int RETURN = 0x06;

  /** Offsets from here on count from the IP header (SKF_NET_OFF); others from the TCP header. */
  private static final int NET = -0x100000;

  private static final int FLAGS = 13;
  private static final int SYN = 0x02;

  /**
   * Everything but SYNs passes, and so does a {@link WakeUp}: a SYN with the highest time-to-live
   * that is sent from the address that it is sent to.
   */
  private static final long[] PROGRAM = {
    on(LOAD_BYTE, FLAGS),
    jump(IF_SET, SYN, 0, 16),
    on(LOAD_BYTE, NET),
    on(AND, 0xf0),
    jump(IF_EQUAL, 0x40, 0, 6),
    // IPv4: time-to-live, source, destination
    on(LOAD_BYTE, NET + 8),
    jump(IF_EQUAL, 255, 0, 10),
    on(LOAD_WORD, NET + 12),
    on(TO_X, 0),
    on(LOAD_WORD, NET + 16),
    jump(IF_EQUAL_X, 0, 7, 6),
    // IPv6: hop limit, the end of the source, the end of the destination
    on(LOAD_BYTE, NET + 7),
    jump(IF_EQUAL, 255, 0, 4),
    on(LOAD_WORD, NET + 20),
    on(TO_X, 0),
    on(LOAD_WORD, NET + 36),
    jump(IF_EQUAL_X, 0, 1, 0),
    on(RETURN, 0),
    on(RETURN, -1),
  };

  private final JdkNatives natives;
  private final Libc libc;

  SynFilter(JdkNatives natives, Libc libc) {
    this.natives = natives;
    this.libc = libc;
  }

  private static long on(int operation, int operand) {
    return jump(operation, operand, 0, 0);
  }

  /** How many instructions are skipped if the comparison holds, and if not. */
  private static long jump(int operation, int operand, int ifSo, int ifNot) {
    return (long) operation << 48
        | (long) ifSo << 40
        | (long) ifNot << 32
        | Integer.toUnsignedLong(operand);
  }

  @Override
  public String name() {
    return "filter";
  }

  @Override
  public boolean apply(FileDescriptor listener) {
    SocketCalls calls = libc.calls();
    try {
      return calls != null && calls.attachFilter(natives.number(listener), PROGRAM) == 0;
    } catch (IllegalAccessException e) {
      return false;
    }
  }
}
