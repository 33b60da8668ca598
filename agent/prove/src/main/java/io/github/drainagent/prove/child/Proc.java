package io.github.drainagent.prove.child;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Processes and listeners as Linux shows them (proc(5)). A process that ends while it is looked at,
 * or that belongs to somebody else, shows nothing.
 */
final class Proc {

  private static final Path ROOT = Paths.get("/proc");
  private static final String LISTEN = "0A";

  private Proc() {}

  static boolean isThere() {
    return Files.isReadable(ROOT.resolve("self/stat"));
  }

  static List<Integer> pids() {
    List<Integer> pids = new ArrayList<>();
    String[] names = ROOT.toFile().list();
    for (String name : names == null ? new String[0] : names) {
      if (Character.isDigit(name.charAt(0))) {
        pids.add(Integer.parseInt(name));
      }
    }
    return pids;
  }

  /** Whether it has ended; a zombie has. */
  static boolean isGone(int pid) {
    String[] stat = stat(pid);
    return stat.length == 0 || stat[0].equals("Z") || stat[0].equals("X");
  }

  /** The parent's process id; 0 where there is none. */
  static int parent(int pid) {
    String[] stat = stat(pid);
    return stat.length < 2 ? 0 : Integer.parseInt(stat[1]);
  }

  /** What follows the command's name, which may itself have spaces and parentheses. */
  private static String[] stat(int pid) {
    String text = text(pid, "stat");
    int close = text.lastIndexOf(')');
    return close < 0 ? new String[0] : text.substring(close + 2).split(" ");
  }

  /** The command's words; empty where they can't be read. */
  static String command(int pid) {
    return text(pid, "cmdline").replace('\0', ' ').trim();
  }

  /** Whether it was started with that variable, written {@code NAME=value}. */
  static boolean hasVariable(int pid, String variable) {
    return ("\0" + text(pid, "environ")).contains("\0" + variable + "\0");
  }

  private static String text(int pid, String file) {
    try {
      byte[] bytes = Files.readAllBytes(ROOT.resolve(pid + "/" + file));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** Whether one of its open files is called so, as the kernel names them. */
  static boolean hasOpen(int pid, Predicate<String> name) {
    File[] files = ROOT.resolve(pid + "/fd").toFile().listFiles();
    for (File file : files == null ? new File[0] : files) {
      try {
        if (name.test(Files.readSymbolicLink(file.toPath()).toString())) {
          return true;
        }
      } catch (IOException e) {
        // closed meanwhile
      }
    }
    return false;
  }

  /** The sockets that listen on a port, as the kernel names them among open files. */
  static Set<String> listeners(int port) {
    Set<String> sockets = new HashSet<>();
    String local = String.format(Locale.ROOT, ":%04X", port);
    for (String table : new String[] {"net/tcp", "net/tcp6"}) {
      for (String line : lines(table)) {
        String[] cells = line.trim().split("\\s+");
        if (cells.length > 9 && cells[1].endsWith(local) && cells[3].equals(LISTEN)) {
          sockets.add("socket:[" + cells[9] + "]");
        }
      }
    }
    return sockets;
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(ROOT.resolve(file), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return new ArrayList<>();
    }
  }
}
