package io.github.drainagent.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.Request;
import io.github.drainagent.it.load.Ask;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Deadline;
import io.github.drainagent.it.process.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The agent's promises, asked of one process whatever it is made of. */
final class Kept {
  private static final int SLOW_MILLIS = 1_200;

  /** Far below the default timeout of 25 s: nobody waited for it. */
  private static final int END_MILLIS = 15_000;

  private static final Pattern COUNTED =
      Pattern.compile(" (\\d+) in flight \\+ 0 begun since = \\1 completed \\+ 0 cut;");

  private Kept() {}

  /** Of servers that an instrumentation knows: each exchange is counted. */
  static void byConnector(ServerProcess process, List<Integer> ports) throws Exception {
    byAny(process, ports);
    String last = Output.oursNaming(process.stderr(), "; exchanges: ").get(0);
    Matcher counted = COUNTED.matcher(last);
    assertTrue(counted.find(), process.output());
    // a server may not have let go yet of one whose client has had its answer
    assertTrue(Integer.parseInt(counted.group(1)) >= ports.size(), process.output());
  }

  static void byConnector(ServerProcess process, int port) throws Exception {
    byConnector(process, List.of(port));
  }

  /** What is in flight is answered, the ports are closed meanwhile, the exit is the JVM's own. */
  static void byAny(ServerProcess process, List<Integer> ports) throws Exception {
    List<Request> slow = new ArrayList<>();
    for (int port : ports) {
      assertTrue(
          Deadline.await(END_MILLIS, () -> Request.fast(port) == Outcome.COMPLETE),
          process.output());
    }
    for (int port : ports) {
      slow.add(Request.inFlight(port, Ask.slow(SLOW_MILLIS)));
    }
    process.term();
    Deadline.await(END_MILLIS, () -> closed(process) >= ports.size() || !process.isAlive());
    for (int port : ports) {
      assertEquals(Outcome.REFUSED, Request.fast(port), process.output());
    }
    for (Request request : slow) {
      assertEquals(Outcome.COMPLETE, request.outcome(), process.output());
    }
    assertEquals(143, process.awaitExit(END_MILLIS), process.output());
    assertEquals(List.of(), Output.suppressed(process.stderr()), process.output());
  }

  static void byAny(ServerProcess process, int port) throws Exception {
    byAny(process, List.of(port));
  }

  private static int closed(ServerProcess process) {
    return Output.oursNaming(process.stderr(), " closed (close=").size();
  }
}
