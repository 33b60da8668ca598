package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.load.Ask;
import io.github.drainagent.it.load.Attempt;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.process.Deadline;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners of every sort. */
@Timeout(60)
class ListenerIT {
  private static final int DELAY_MILLIS = 2_000;

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"jetty-12.0", "undertow-2.3", "netty-4.1", "socket", "selector", "async"})
  void bothOfTwoPortsAreClosedAndDrained(String server) throws Exception {
    try (ServerProcess process = start(server, "", "0", "0")) {
      List<Integer> ports = process.awaitPorts(2);
      Request one = Request.inFlight(ports.get(0), Ask.slow(2_500));
      Request two = Request.inFlight(ports.get(1), Ask.slow(2_500));
      process.term();
      assertTrue(Request.awaitRefused(ports.get(0)), "the first port");
      assertTrue(Request.awaitRefused(ports.get(1)), "the second port");
      assertEquals(Outcome.COMPLETE, one.outcome());
      assertEquals(Outcome.COMPLETE, two.outcome());
      assertEnded(process);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "jetty-12.0",
        "undertow-2.3",
        "netty-4.1",
        "httpserver",
        "socket",
        "selector",
        "async"
      })
  void anIpv6ListenerIsClosedAndDrained(String server) throws Exception {
    try (ServerProcess process = start(server, "", "[::1]:0")) {
      int port = process.awaitPort();
      Request slow = Request.inFlight("::1", port, Ask.slow(2_000));
      process.term();
      assertEquals(Outcome.COMPLETE, slow.outcome());
      Attempt late = Request.ask("::1", port, Ask.fast());
      assertEquals(Outcome.REFUSED, late.outcome());
      assertEnded(process);
    }
  }

  @Test
  void aListenerThatTheApplicationClosedIsNoConcernOfADrain() throws Exception {
    try (ServerProcess process = start("SelfClosingApp", "", "0")) {
      List<Integer> ports = process.awaitPorts(2);
      process.awaitLine("CLOSED", 1, 10_000);
      assertTrue(Request.awaitRefused(ports.get(0)), "closed by the application, still open");
      Request slow = Request.inFlight(ports.get(1), Ask.slow(1_000));
      int before = Output.ours(process.stderr()).size();
      process.term();
      assertEquals(Outcome.COMPLETE, slow.outcome());
      assertEnded(process);
      List<String> atTerm = Output.ours(process.stderr());
      String port = ":" + ports.get(0);
      assertTrue(
          atTerm.subList(before, atTerm.size()).stream().noneMatch(line -> line.contains(port)),
          process.output());
    }
  }

  @Test
  void aKeptPortAnswersUntilTheRestIsDrainedAndHoldsNothingUp() throws Exception {
    int kept = freePort();
    try (ServerProcess process = start("socket", "keep=" + kept, "0", Integer.toString(kept))) {
      int port = process.awaitPorts(2).get(0);
      // a dropped SYN is asked again after 1 s and 3 s: seeing the refusal may take that long
      Request slow = Request.inFlight(port, Ask.slow(5_000));
      Request stuck = Request.inFlight(kept, Ask.stuck());
      process.term();
      assertTrue(Request.awaitRefused(port), "the other port stays open");
      assertEquals(Outcome.COMPLETE, Request.fast(kept), "the kept port does not answer");
      assertEquals(Outcome.COMPLETE, slow.outcome());
      assertEnded(process);
      assertTrue(stuck.outcome() != Outcome.COMPLETE, "nobody answers it");
      assertEquals(Outcome.REFUSED, Request.fast(kept));
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"jetty-12.0", "undertow-2.3", "netty-4.1", "tomcat-11.0", "httpserver"})
  void duringTheDelayThePortAnswersAndSaysClose(String server) throws Exception {
    String delay = "delay=" + DELAY_MILLIS + "ms";
    try (ServerProcess process = start(server, delay, "0")) {
      int port = process.awaitPort();
      assertEquals(Outcome.COMPLETE, Request.fast(port));
      long term = System.nanoTime();
      process.term();
      assertTrue(
          Deadline.await(20_000, () -> !Output.oursNaming(process.stderr(), "TERM: ").isEmpty()));
      Attempt attempt = attempt(port);
      assertEquals(Outcome.COMPLETE, attempt.outcome(), process.output());
      while (attempt.outcome() == Outcome.COMPLETE) {
        assertTrue(attempt.saidClose(), "without Connection: close; " + process.output());
        attempt = attempt(port);
      }
      assertEquals(Outcome.REFUSED, attempt.outcome(), process.output());
      long millis = (attempt.ended() - term) / 1_000_000;
      assertTrue(millis >= DELAY_MILLIS, "refused after " + millis + " ms already");
      assertEnded(process);
    }
  }

  private static Attempt attempt(int port) {
    return Request.ask("127.0.0.1", port, Ask.fast());
  }

  /** For keep=, which names a port before there is one. */
  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static ServerProcess start(String server, String settings, String... args)
      throws Exception {
    ServerSpec spec =
        server.endsWith("App") ? ServerSpec.application(server) : ServerSpec.named(server);
    return Launch.server(Jdks.running(), spec, args).withAgent(settings).start();
  }

  private static void assertEnded(ServerProcess process) throws InterruptedException {
    assertEquals(143, process.awaitExit(8_000));
    Output.hookEpochMillis(process.stdout());
    Output.assertOnlyTheApplications(process.stdout());
    Output.assertClean(process.stderr());
  }
}
