package io.github.drainagent.engine.kernel.libc;

/** The calls of libc that no JDK has a native for. Safe to use from several threads. */
public interface SocketCalls {

  /**
   * getsockopt(2).
   *
   * @param value filled by the kernel from its beginning; at most 1024 bytes are used
   * @return how many bytes the kernel wrote, or minus errno; -1 where errno can't be told
   */
  int getOption(int descriptor, int level, int option, byte[] value);

  /**
   * setsockopt(2) with SO_ATTACH_FILTER: a classic BPF program ({@code
   * include/uapi/linux/filter.h}).
   *
   * @param program each a {@code struct sock_filter}, packed as code&lt;&lt;48 | jt&lt;&lt;40 |
   *     jf&lt;&lt;32 | k; at most 128 of them
   * @return 0, or minus errno; -1 where errno can't be told
   */
  int attachFilter(int descriptor, long[] program);

  /** For the log: {@code java.lang.foreign} or {@code JNA}. */
  String name();
}
