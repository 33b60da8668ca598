package io.github.drainagent.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts threads at the same instant and does something while all of them are under way. */
final class Together {

  private Together() {}

  /**
   * @param work gets a call by which it says that it is in the middle
   * @param meanwhile run once, when a random number of threads have said so
   */
  static void run(int threads, Consumer<Runnable> work, Runnable meanwhile) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads + 1);
    CountDownLatch middle = new CountDownLatch(ThreadLocalRandom.current().nextInt(1, threads + 1));
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(
            pool.submit(
                () -> {
                  start.await();
                  work.accept(middle::countDown);
                  return null;
                }));
      }
      start.await();
      assertTrue(middle.await(30, TimeUnit.SECONDS));
      meanwhile.run();
      for (Future<?> each : all) {
        each.get(30, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
