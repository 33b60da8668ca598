package io.github.drainagent.benchmarks.cost;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.drainagent.it.process.Jdk;
import io.github.drainagent.it.process.Jdks;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All that docs/cost.md promises, measured in rounds, each time without and with the agent. */
public final class Cost {
  private static final int FIRST_WITH_AOT_CACHE = 25;
  private static final List<String> LOADED =
      List.of("jetty-12.1", "undertow-2.3", "netty-4.2", "tomcat-11.0");

  /** Whose exchange alone is measured. */
  private static final List<String> EXCHANGED =
      List.of("httpserver", "grizzly-4.0", "pekko-http-1.3");

  private static final List<String> STARTED = List.of("jetty-12.1", "netty-4.2", "tomcat-11.0");
  private static final int[] CONNECTIONS = {1_000, 5_000, 20_000};

  /** Descriptors that are no connections. */
  private static final int OTHERS = 500;

  private Cost() {}

  /**
   * @param args how many rounds, and the page, whose table is printed anew after each of them
   */
  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[0]);
    Page page = new Page(Path.of(args[1]));
    List<Scenario> scenarios = scenarios();
    for (int round = 1; round <= rounds; round++) {
      for (Scenario scenario : scenarios) {
        scenario.run();
        scenario.rows().forEach(row -> System.out.println(String.join(" | ", row.cells())));
      }
      page.print(scenarios, round);
    }
    System.out.println(page);
  }

  private static List<Scenario> scenarios() throws Exception {
    List<Scenario> all = new ArrayList<>();
    Path emptyAgent = EmptyAgent.jar();
    for (Jdk jdk : List.of(Jdks.running(), Jdks.newest())) {
      all.addAll(NoServer.all(jdk, emptyAgent));
    }
    LOADED.forEach(line -> all.add(new ServerLife(Jdks.running(), line)));
    STARTED.forEach(line -> all.add(new ServerLife(Jdks.newest(), line)));
    LOADED.forEach(line -> all.add(new ServerLoad(Jdks.running(), line)));
    if (Jdks.newest().version() >= FIRST_WITH_AOT_CACHE) {
      all.add(new AotCache(Jdks.newest()));
    }
    LOADED.forEach(line -> all.add(new LastResponse(Jdks.running(), line)));
    for (int count : CONNECTIONS) {
      all.add(new ManyConnections(Jdks.running(), "netty-4.2", Math.min(count, possible())));
    }
    all.add(new HotPath(Jdks.running()));
    Stream.concat(LOADED.stream(), EXCHANGED.stream())
        .forEach(line -> all.add(new ServerExchange(Jdks.running(), line)));
    all.add(new ServerExchange(Jdks.newest(), "helidon-4.5"));
    all.add(new JarSize());
    return all;
  }

  /** Connections that one process may have open. */
  private static int possible() {
    long limit =
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
            .getMaxFileDescriptorCount();
    return (int) Math.min(Integer.MAX_VALUE, limit - OTHERS);
  }
}
