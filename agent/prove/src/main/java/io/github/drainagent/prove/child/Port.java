package io.github.drainagent.prove.child;

import java.util.Set;

/** Who has a port, for a message. */
public final class Port {

  private Port() {}

  /** {@code pid 4711, java -jar other.jar}, or nothing where that can't be seen. */
  public static String holder(int port) {
    Set<String> listeners = Proc.listeners(port);
    for (int pid : Proc.pids()) {
      if (!listeners.isEmpty() && Proc.hasOpen(pid, listeners::contains)) {
        String command = Proc.command(pid);
        int most = 100;
        return " by pid "
            + pid
            + ", "
            + (command.length() > most ? command.substring(0, most) + "..." : command);
      }
    }
    return "";
  }

  /** Whether processes can be looked at as on Linux. */
  public static boolean canBeSeen() {
    return Proc.isThere();
  }
}
