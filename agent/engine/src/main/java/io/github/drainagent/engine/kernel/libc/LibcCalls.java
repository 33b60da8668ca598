package io.github.drainagent.engine.kernel.libc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What both ways have in common: a piece of memory that the kernel reads and writes, the same for
 * each call, and its layout. Made for 64 bits.
 */
abstract class LibcCalls implements SocketCalls {

  // asm-generic/socket.h
  static final int SOL_SOCKET = 1;
  static final int SO_ATTACH_FILTER = 26;

  // linux/filter.h: struct sock_fprog { unsigned short len; struct sock_filter *filter; }
  static final int FPROG_SIZE = 16;
  private static final int FPROG_FILTER = 8;
  private static final int INSTRUCTION_SIZE = 8;

  private static final int EINVAL = 22;

  // where things are in the memory
  static final int VALUE = 0;
  private static final int VALUE_SIZE = 1024;
  static final int LENGTH = VALUE + VALUE_SIZE;
  static final int ERRNO = LENGTH + 8;
  static final int FPROG = ERRNO + 8;
  private static final int SIZE = FPROG + FPROG_SIZE;

  final ByteBuffer memory = ByteBuffer.allocateDirect(SIZE).order(ByteOrder.nativeOrder());

  /** The address of {@link #memory}. */
  abstract long address();

  /** getsockopt(2) into VALUE, with LENGTH; returns 0, or minus errno. */
  abstract int get(int descriptor, int level, int option) throws Throwable;

  /** setsockopt(2) with SO_ATTACH_FILTER and FPROG; returns 0, or minus errno. */
  abstract int attach(int descriptor) throws Throwable;

  @Override
  public final synchronized int getOption(int descriptor, int level, int option, byte[] value) {
    memory.putInt(LENGTH, Math.min(value.length, VALUE_SIZE));
    int result;
    try {
      result = get(descriptor, level, option);
    } catch (Throwable t) {
      return -1;
    }
    if (result < 0) {
      return result;
    }
    int length = memory.getInt(LENGTH);
    memory.position(VALUE);
    memory.get(value, 0, length);
    return length;
  }

  @Override
  public final synchronized int attachFilter(int descriptor, long[] program) {
    if (program.length > VALUE_SIZE / INSTRUCTION_SIZE) {
      return -EINVAL; // what the kernel says of one that is too long for it
    }
    for (int i = 0; i < program.length; i++) {
      write(program[i], VALUE + i * INSTRUCTION_SIZE);
    }
    memory.putShort(FPROG, (short) program.length);
    memory.putLong(FPROG + FPROG_FILTER, address() + VALUE);
    try {
      return attach(descriptor);
    } catch (Throwable t) {
      return -1;
    }
  }

  /** struct sock_filter { __u16 code; __u8 jt; __u8 jf; __u32 k; }. */
  private void write(long instruction, int at) {
    memory.putShort(at, (short) (instruction >>> 48));
    memory.put(at + 2, (byte) (instruction >>> 40));
    memory.put(at + 3, (byte) (instruction >>> 32));
    memory.putInt(at + 4, (int) instruction);
  }
}
