package io.github.drainagent.prove.child;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * TERM and KILL for any process. {@code Process.destroy} would close our end of the child's output
 * too, and a grandchild has no {@code Process}.
 */
final class Signals {

  private Signals() {}

  static void term(int pid) {
    send(pid, false);
  }

  static void kill(int pid) {
    send(pid, true);
  }

  private static void send(int pid, boolean forcibly) {
    try {
      if (!byHandle(pid, forcibly)) {
        by8(pid, forcibly);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      byShell(pid, forcibly);
    }
  }

  /** ProcessHandle, from 9 on; false below. */
  private static boolean byHandle(int pid, boolean forcibly) throws ReflectiveOperationException {
    Class<?> type;
    try {
      type = Class.forName("java.lang.ProcessHandle");
    } catch (ClassNotFoundException e) {
      return false;
    }
    Optional<?> handle = (Optional<?>) type.getMethod("of", long.class).invoke(null, (long) pid);
    if (handle != null && handle.isPresent()) {
      type.getMethod(forcibly ? "destroyForcibly" : "destroy").invoke(handle.get());
    }
    return true;
  }

  /** What Process.destroy of 8 calls. */
  private static void by8(int pid, boolean forcibly) throws ReflectiveOperationException {
    Class<?> type = Class.forName("java.lang.UNIXProcess");
    Method destroy = type.getDeclaredMethod("destroyProcess", int.class, boolean.class);
    destroy.setAccessible(true);
    destroy.invoke(null, pid, forcibly);
  }

  private static void byShell(int pid, boolean forcibly) {
    try {
      String command = "kill -" + (forcibly ? "KILL" : "TERM") + " " + pid;
      new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor();
    } catch (IOException e) {
      // there is no fourth way: whoever waits for the end will tell
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The process id of a child; Process.pid from 9 on, a field of 8. */
  static int pid(Process process) {
    try {
      try {
        return ((Number) Process.class.getMethod("pid").invoke(process)).intValue();
      } catch (NoSuchMethodException e) {
        java.lang.reflect.Field field = process.getClass().getDeclaredField("pid");
        field.setAccessible(true);
        return field.getInt(process);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java does not tell the id of a process", e);
    }
  }
}
