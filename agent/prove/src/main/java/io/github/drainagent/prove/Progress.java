package io.github.drainagent.prove;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Paths;

/** What is going on, on stderr: one line that changes on a terminal, plain lines elsewhere. */
final class Progress {

  private static final String CLEAR_LINE = "\r\u001b[K";

  /** A line that wraps could not be cleared; a terminal has 80 columns at least. */
  private static final int WIDTH = 79;

  private final PrintStream out;
  private final boolean terminal;
  private String title = "";
  private boolean open;

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** For the user. {@code System.console()} tells of stdout too, and from 22 on is never null. */
  static Progress onStderr() {
    return new Progress(System.err, isTerminal() && !"dumb".equals(System.getenv("TERM")));
  }

  private static boolean isTerminal() {
    try {
      String stderr = Files.readSymbolicLink(Paths.get("/proc/self/fd/2")).toString();
      return stderr.startsWith("/dev/pts/") || stderr.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  void run(String name, int number, int of) {
    title = of == 1 ? name : "[" + number + "/" + of + "] " + name;
  }

  /** A step that other steps follow. */
  void step(String sentence) {
    if (!terminal) {
      out.println(title + ": " + sentence);
      return;
    }
    String line = title + ": " + sentence;
    out.print(CLEAR_LINE + line.substring(0, Math.min(WIDTH, line.length())));
    out.flush();
    open = true;
  }

  /** How far a step is: only for those who watch. */
  void watch(String sentence) {
    if (terminal) {
      step(sentence);
    }
  }

  /** A sentence that stays. */
  void line(String sentence) {
    end();
    out.println(title + ": " + sentence);
  }

  void end() {
    if (open) {
      out.print(CLEAR_LINE);
      out.flush();
      open = false;
    }
  }
}
