package io.github.drainagent.prove.child;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All processes that a command has brought about: its descendants, and those that have left the
 * family (a daemon has init for a parent) but still carry the mark that the command was given in
 * its environment.
 */
final class Kin {

  private final int root;
  private final String mark;

  /**
   * @param mark a variable, {@code NAME=value}, that nobody else has
   */
  Kin(int root, String mark) {
    this.root = root;
    this.mark = mark;
  }

  /** Those alive now. */
  Set<Integer> members() {
    Set<Integer> members = new HashSet<>();
    List<Integer> pids = Proc.pids();
    for (int pid : pids) {
      if (pid == root || Proc.hasVariable(pid, mark)) {
        members.add(pid);
      }
    }
    boolean grew = true;
    while (grew) {
      grew = false;
      for (int pid : pids) {
        if (!members.contains(pid) && members.contains(Proc.parent(pid))) {
          grew |= members.add(pid);
        }
      }
    }
    members.removeIf(Proc::isGone);
    return members;
  }

  /** Kills whoever is there, also those who are born meanwhile. */
  void kill() {
    for (int round = 0; round < 5; round++) {
      Set<Integer> members = members();
      if (members.isEmpty()) {
        return;
      }
      for (int pid : members) {
        Signals.kill(pid);
      }
    }
  }
}
