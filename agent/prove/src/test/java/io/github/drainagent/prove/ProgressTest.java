package io.github.drainagent.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void whereNobodyWatchesItIsPlainLines() {
    go(new Progress(new PrintStream(bytes, true), false));
    assertEquals("[2/4] with: starting\n[2/4] with: done\n", bytes.toString());
  }

  @Test
  void onATerminalOneLineChangesAndNeverWraps() {
    Progress progress = new Progress(new PrintStream(bytes, true), true);
    go(progress);
    assertTrue(bytes.toString().contains("\r\u001b[K[2/4] with: 5 attempts"), bytes.toString());
    assertTrue(bytes.toString().endsWith("\r\u001b[K[2/4] with: done\n"), bytes.toString());
    bytes.reset();
    progress.step("x".repeat(200));
    assertTrue(bytes.size() < 90, bytes.size() + " bytes");
  }

  private static void go(Progress progress) {
    progress.run("with", 2, 4);
    progress.step("starting");
    progress.watch("5 attempts");
    progress.line("done");
  }
}
