package io.github.drainagent.it.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.drainagent.it.Output;
import io.github.drainagent.it.process.Deadline;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As many idle connections as a busy server has. */
class CrowdIT {
  private static final int CLIENTS = 10_000;

  /** Descriptors that a JVM has for other things. */
  private static final int OTHERS = 500;

  private static final int GRACE_MILLIS = 1_000;

  /** Far below the 25 s that a drain may take: it ended because all were gone. */
  private static final int EXIT_MILLIS = 20_000;

  @Test
  @Timeout(120)
  void tenThousandIdleConnectionsAreEndedWithoutAReset() throws Exception {
    int clients = possible();
    try (ServerProcess process =
            Launch.server(Jdks.running(), ServerSpec.named("netty-4.1"))
                .withAgent("idle=" + GRACE_MILLIS + "ms")
                .start();
        Crowd crowd = new Crowd()) {
      crowd.join(process.awaitPort(), clients);
      long term = System.nanoTime();
      process.term();
      crowd.awaitEnd(Deadline.in(EXIT_MILLIS));
      assertEquals(143, process.awaitExit(EXIT_MILLIS), process.output());
      long millis = (System.nanoTime() - term) / 1_000_000;
      System.out.println(crowd.since(term) + "; the exit after " + millis + " ms");
      System.out.println(Output.oursNaming(process.stderr(), "; exchanges: "));
      assertEquals(clients, crowd.hungUp(), crowd + "\n" + process.output());
      assertTrue(millis < EXIT_MILLIS, millis + " ms");
      Output.assertClean(process.stderr());
    }
  }

  /** The server needs as many descriptors, under the same limit. */
  private static int possible() {
    long limit =
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
            .getMaxFileDescriptorCount();
    int possible = (int) Math.min(CLIENTS, limit - OTHERS);
    if (possible < CLIENTS) {
      System.out.println("only " + possible + " idle connections: ulimit -n is " + limit);
    }
    return possible;
  }
}
