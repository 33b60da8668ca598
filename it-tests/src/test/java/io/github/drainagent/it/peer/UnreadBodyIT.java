package io.github.drainagent.it.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.Request;
import io.github.drainagent.it.load.Ask;
import io.github.drainagent.it.load.Outcome;
import io.github.drainagent.it.load.UnreadPost;
import io.github.drainagent.it.process.Deadline;
import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that answers an upload without reading it: no reset takes the answer away. */
@Timeout(300)
class UnreadBodyIT {
  /** {@code -Dposts=1000} for as many. */
  private static final int POSTS = Integer.getInteger("posts", 100);

  private static final int AT_A_TIME = 20;

  /** More than servers read to be polite (Tomcat 2 MB), and more than fits into the kernel. */
  private static final int BODY = 4 * 1024 * 1024;

  private static final int TOO_LARGE = 413;

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "jetty-9.4",
        "jetty-12.0",
        "undertow-2.0",
        "netty-4.1",
        "tomcat-11.0",
        "httpserver"
      })
  void itsAnswerArrivesWholeOnceResponsesSayClose(String server) throws Exception {
    try (ServerProcess process = start(server, "delay=200s,timeout=300s")) {
      int port = process.awaitPort();
      process.term();
      assertTrue(Deadline.await(5_000, () -> saysClose(port)), process.output());
      List<Callable<String>> posts = new ArrayList<>();
      for (int i = 0; i < POSTS; i++) {
        posts.add(
            () -> {
              try (UnreadPost post = new UnreadPost(port, TOO_LARGE, 0, BODY)) {
                return post.finish();
              }
            });
      }
      assertEquals(Map.of(), wrong(posts), process.output());
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"jetty-12.0", "netty-4.1"})
  void theServerDoesNotExitBeforeItsClientsHaveHungUp(String server) throws Exception {
    try (ServerProcess process = start(server, "")) {
      int port = process.awaitPort();
      List<UnreadPost> posts = new ArrayList<>();
      for (int i = 0; i < AT_A_TIME; i++) {
        posts.add(new UnreadPost(port, TOO_LARGE, 1_500, BODY));
      }
      // the accept queue is first in, first out: the others have been accepted
      assertEquals(Outcome.COMPLETE, Request.fast(port));
      process.term();
      assertEquals(Map.of(), wrong(posts.stream().map(UnreadBodyIT::finishing).toList()));
      assertTrue(posts.stream().anyMatch(UnreadPost::saidClose), "none was in flight at TERM");
      assertEquals(143, process.awaitExit(20_000));
      Output.assertClean(process.stderr());
    }
  }

  private static Callable<String> finishing(UnreadPost post) {
    return () -> {
      try (post) {
        return post.finish();
      }
    };
  }

  private static boolean saysClose(int port) {
    return Request.ask("127.0.0.1", port, Ask.fast()).saidClose();
  }

  /** What was wrong, and how often. */
  private static Map<String, Long> wrong(List<Callable<String>> posts) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<String> wrong = new ArrayList<>();
      for (Future<String> post : pool.invokeAll(posts)) {
        wrong.add(post.get().replaceAll("\\d+", "N"));
      }
      return wrong.stream()
          .filter(text -> !text.isEmpty())
          .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    } finally {
      pool.shutdownNow();
    }
  }

  private static ServerProcess start(String server, String settings) throws Exception {
    return Launch.server(Jdks.running(), ServerSpec.named(server)).withAgent(settings).start();
  }
}
