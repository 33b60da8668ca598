package com.sun.jna;

import java.nio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The natives of JNA's dispatch library that are needed here, and nothing else of JNA: its own
 * class of this name sets system properties, logs, and starts a thread.
 *
 * <p>Package and names are JNA's because they are those of the library's symbols. It is seen only
 * by the engine's loader, so an application's JNA, of whatever version, is another class.
 */
public final class Native {

  private Native() {}

  /**
   * dlopen(3).
   *
   * @param library {@code null} for what the process has already
   */
  public static native long open(@Nullable String library, int flags);

  /**
   * dlsym(3).
   *
   * @throws UnsatisfiedLinkError where there is none of that name
   */
  public static native long findSymbol(long library, String name);

  /**
   * Calls a function that returns an int.
   *
   * @param ignored JNA keeps its object for the function alive through it
   * @param convention 0 is C's
   * @param arguments only {@code Integer} and {@code Long}, the latter for pointers too: other
   *     classes are told from those of JNA, which are not there
   */
  public static native int invokeInt(
      @Nullable Object ignored, long function, int convention, Object[] arguments);

  /** The errno of this thread's last {@link #invokeInt}. */
  public static native int getLastError();

  /** The address of a direct buffer. */
  public static native long _getDirectBufferPointer(Buffer buffer);
}
