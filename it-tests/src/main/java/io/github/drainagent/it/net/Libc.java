package io.github.drainagent.it.net;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;

/** The few calls of libc that Java has no word for. They return -1 where they failed. */
final class Libc {
  // include/uapi/asm-generic/fcntl.h, poll.h, include/uapi/linux/sched.h, errno-base.h
  static final int O_RDONLY = 0;
  static final int O_RDWR = 2;
  static final int O_NONBLOCK = 0x800;
  static final int O_CLOEXEC = 0x80000;
  static final int CLONE_NEWNET = 0x40000000;
  static final int SCHED_FIFO = 1;
  static final short POLLIN = 1;
  static final int EAGAIN = 11;

  static {
    Native.register(Libc.class, "c");
  }

  private Libc() {}

  static native int open(String path, int flags);

  static native int close(int fd);

  static native int ioctl(int fd, NativeLong request, Pointer argument);

  static native NativeLong read(int fd, Pointer buffer, NativeLong size);

  static native NativeLong write(int fd, byte[] buffer, NativeLong size);

  static native int poll(Pointer fds, NativeLong count, int millis);

  static native int unshare(int flags);

  static native int sched_setscheduler(int thread, int policy, Pointer parameters);

  static native int setns(int fd, int type);

  /** The result, unless it is -1: then what was tried and the number of the error. */
  static int check(String what, int result) throws IOException {
    if (result < 0) {
      throw new IOException(what + ": errno " + Native.getLastError());
    }
    return result;
  }
}
