package io.github.drainagent.engine.kernel.libc;

import io.github.drainagent.engine.jdk.JavaRelease;
import java.io.IOException;

/** The ways to libc, in the order in which they are tried. */
enum Way {
  FOREIGN("foreign") {
    @Override
    SocketCalls open() throws Throwable {
      require(JavaRelease.current() >= FIRST_WITH_FOREIGN, "older than");
      return new ForeignCalls();
    }
  },
  /** From 24 on the JVM warns of whoever loads a native library. */
  JNA("jna") {
    @Override
    SocketCalls open() throws IOException {
      require(JavaRelease.current() < FIRST_WITH_FOREIGN, "not older than");
      return new JnaCalls();
    }
  };

  /** Before 22, {@code java.lang.foreign} is a preview. */
  private static final int FIRST_WITH_FOREIGN = 22;

  private final String setting;

  Way(String setting) {
    this.setting = setting;
  }

  abstract SocketCalls open() throws Throwable;

  boolean isIn(String setting) {
    return setting.equals("auto") || setting.equals(this.setting);
  }

  private static void require(boolean condition, String what) throws UnsupportedOperationException {
    if (!condition) {
      throw new UnsupportedOperationException(
          "Java " + JavaRelease.current() + " is " + what + " " + FIRST_WITH_FOREIGN);
    }
  }
}
