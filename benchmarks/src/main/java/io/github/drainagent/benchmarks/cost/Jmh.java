package io.github.drainagent.benchmarks.cost;

import io.github.drainagent.benchmarks.jmh.ProcessorTime;
import io.github.drainagent.it.process.Jdk;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What JMH says of one benchmark, for each call.
 *
 * @param benchmark the method
 * @param nanos of processor time: what others do on the machine does not count
 * @param bytes allocated
 */
record Jmh(String benchmark, double nanos, double bytes) {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** The threads of a server that was started in the fork don't end by themselves. */
  private static final String DONT_WAIT = "-Djmh.shutdownTimeout=0";

  /** The JDK's HttpServer would have each batch wait 40 ms for the client's acknowledgement. */
  private static final String AT_ONCE = "-Dsun.net.httpserver.nodelay=true";

  /** Runs all benchmarks of a class on a JDK. */
  static List<Jmh> run(Jdk jdk, Class<?> benchmarks, List<String> jvm) throws RunnerException {
    return run(jdk, jvm, new OptionsBuilder().include(benchmarks.getName() + "\\."));
  }

  /** With a parameter. */
  static Jmh run(Jdk jdk, Class<?> benchmark, List<String> jvm, String parameter, String value)
      throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(benchmark.getName() + "\\.").param(parameter, value);
    return run(jdk, jvm, options).get(0);
  }

  private static List<Jmh> run(Jdk jdk, List<String> jvm, ChainedOptionsBuilder options)
      throws RunnerException {
    options
        .addProfiler(GCProfiler.class)
        .addProfiler(ProcessorTime.class)
        .jvm(jdk.tool("java"))
        .jvmArgs(DONT_WAIT, AT_ONCE)
        .jvmArgsAppend(jvm.toArray(new String[0]));
    Collection<RunResult> results = new Runner(options.build()).run();
    return results.stream().map(Jmh::of).toList();
  }

  private static Jmh of(RunResult result) {
    return new Jmh(
        result.getPrimaryResult().getLabel(),
        secondary(result, ProcessorTime.LABEL),
        // a hundredth of a byte is what the profiler itself leaves behind
        Math.rint(secondary(result, ALLOCATED)));
  }

  private static double secondary(RunResult result, String label) {
    return Objects.requireNonNull(result.getSecondaryResults().get(label)).getScore();
  }
}
