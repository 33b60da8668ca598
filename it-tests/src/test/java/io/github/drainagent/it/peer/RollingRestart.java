package io.github.drainagent.it.peer;

import io.github.drainagent.it.Output;
import io.github.drainagent.it.load.Attempt;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerProcess;
import io.github.drainagent.it.process.ServerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Two instances behind nginx and behind HAProxy at the same time, each of which has a load of its
 * own, are restarted by turns.
 */
final class RollingRestart {
  /** The load is on; and again with both instances back. */
  private static final int WARM = 300;

  private static final int WARM_MILLIS = 20_000;

  private final ServerSpec server;
  private final int restarts;
  private final Path folder;

  /**
   * @param restarts how many, the first one's and the other's by turns
   */
  RollingRestart(ServerSpec server, int restarts, Path folder) {
    this.server = server;
    this.restarts = restarts;
    this.folder = folder;
  }

  Result withAgent() throws IOException, InterruptedException {
    return run(launch -> launch.withAgent(""), ended -> Output.assertClean(ended.stderr()));
  }

  Result withoutAgent() throws IOException, InterruptedException {
    return run(launch -> launch, ended -> {});
  }

  private Result run(UnaryOperator<Launch> how, Consumer<ServerProcess> ended)
      throws IOException, InterruptedException {
    try (TwoInstances instances = new TwoInstances(server, how);
        Proxy nginx = Nginx.start(folder("nginx"), instances.first(), instances.second());
        Proxy haProxy = HaProxy.start(folder("haproxy"), instances.first(), instances.second());
        Posts byNginx = new Posts(nginx.port());
        Posts byHaProxy = new Posts(haProxy.port())) {
      for (int i = 0; i < restarts; i++) {
        warmUp(byNginx, nginx);
        warmUp(byHaProxy, haProxy);
        instances.restart(i, ended);
      }
      warmUp(byNginx, nginx);
      warmUp(byHaProxy, haProxy);
      byNginx.close();
      byHaProxy.close();
      return result(byNginx, nginx, byHaProxy, haProxy);
    }
  }

  private static void warmUp(Posts posts, Proxy proxy) throws IOException, InterruptedException {
    if (!posts.awaitMore(WARM, WARM_MILLIS)) {
      throw new IllegalStateException("no load behind " + proxy + ": " + posts + proxy.log());
    }
  }

  private Result result(Posts byNginx, Proxy nginx, Posts byHaProxy, Proxy haProxy)
      throws IOException {
    List<Attempt> failed = new ArrayList<>(byNginx.failed());
    failed.addAll(byHaProxy.failed());
    String figures =
        server + ", " + restarts + " restarts: nginx " + byNginx + "; haproxy " + byHaProxy;
    return new Result(failed, figures, nginx.log() + haProxy.log());
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  /**
   * @param failed requests that were not answered with 200
   * @param log what the proxies said
   */
  record Result(List<Attempt> failed, String figures, String log) {}
}
