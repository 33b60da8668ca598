package io.github.drainagent.it.process;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Set;

/** The kernel's io_uring, which containers and hardened hosts keep from their processes. */
public final class IoUring {
  private static final long IO_URING_SETUP = 425;

  // include/uapi/asm-generic/errno-base.h
  private static final int EFAULT = 14;
  private static final int EINVAL = 22;

  private IoUring() {}

  /** Whether a call without parameters is refused for want of these, and not as such. */
  public static boolean isAllowed() {
    Function syscall = Function.getFunction("c", "syscall");
    long result = syscall.invokeLong(new Object[] {IO_URING_SETUP, 0L, Pointer.NULL});
    return result >= 0 || Set.of(EFAULT, EINVAL).contains(Native.getLastError());
  }
}
