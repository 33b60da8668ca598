package io.github.drainagent.instrumentation.jetty;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Jetty's warnings from now on: its logger looks for {@code System.err} at each line. */
final class Complaints {

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  Complaints() {
    System.setErr(new PrintStream(heard, true));
  }

  /** The lines that warn, but for those that name what the test does on purpose. */
  List<String> but(String onPurpose) {
    return Arrays.stream(heard.toString().split("\n"))
        .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
        .filter(line -> !line.contains(onPurpose))
        .collect(Collectors.toList());
  }

  void close() {
    System.setErr(before);
    before.print(heard);
  }
}
