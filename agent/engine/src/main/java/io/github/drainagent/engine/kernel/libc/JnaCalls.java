package io.github.drainagent.engine.kernel.libc;

import com.sun.jna.Native;
import java.io.IOException;

/** libc through the library that JNA brings along. */
final class JnaCalls extends LibcCalls {

  private static final int RTLD_LAZY = 1;

  private final long address;
  private final long getsockopt;
  private final long setsockopt;
  private final Long value;
  private final Long length;
  private final Long fprog;

  /**
   * @throws IOException where the library can't be unpacked
   * @throws UnsatisfiedLinkError where it can't be loaded
   */
  JnaCalls() throws IOException {
    DispatchLibrary.load();
    long process = Native.open(null, RTLD_LAZY);
    getsockopt = Native.findSymbol(process, "getsockopt");
    setsockopt = Native.findSymbol(process, "setsockopt");
    address = Native._getDirectBufferPointer(memory);
    value = address + VALUE;
    length = address + LENGTH;
    fprog = address + FPROG;
  }

  @Override
  public String name() {
    return "JNA";
  }

  @Override
  long address() {
    return address;
  }

  @Override
  int get(int descriptor, int level, int option) {
    return call(getsockopt, descriptor, level, option, value, length);
  }

  @Override
  int attach(int descriptor) {
    return call(setsockopt, descriptor, SOL_SOCKET, SO_ATTACH_FILTER, fprog, FPROG_SIZE);
  }

  private static int call(long function, Object... arguments) {
    int result = Native.invokeInt(null, function, 0, arguments);
    return result < 0 ? -Native.getLastError() : result;
  }
}
