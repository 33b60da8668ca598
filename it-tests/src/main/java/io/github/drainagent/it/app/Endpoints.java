package io.github.drainagent.it.app;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The paths that every sample server answers, once for servers that may block and once for event
 * loops.
 */
final class Endpoints {
  private Endpoints() {}

  /** For servers with a thread per request: the caller's thread waits. */
  static void blocking(Target target, long bodyLength, Reply reply) throws IOException {
    switch (target.path) {
      case "/slow":
      case "/async":
        pause(target.number("ms", 100));
        reply.whole(200, "done\n");
        break;
      case "/unread":
        pause(target.number("ms", 0));
        reply.whole(target.number("status", 200), "unread\n");
        break;
      case "/stream":
        for (int i = target.number("chunks", 5); i > 0; i--) {
          reply.chunk("tick\n");
          pause(target.number("ms", 100));
        }
        reply.chunk("end\n");
        reply.end();
        break;
      case "/stuck":
        stuck();
        break;
      default:
        immediate(target, bodyLength, reply);
    }
  }

  /** For event loops: nothing here waits, the answers come from the timer's thread. */
  static void scheduled(Target target, long bodyLength, Reply reply) throws IOException {
    int millis = target.number("ms", 100);
    switch (target.path) {
      case "/slow":
      case "/async":
        later(millis, () -> reply.whole(200, "done\n"));
        break;
      case "/unread":
        later(target.number("ms", 0), () -> reply.whole(target.number("status", 200), "unread\n"));
        break;
      case "/stream":
        stream(target.number("chunks", 5), millis, reply);
        break;
      case "/stuck":
        break;
      default:
        immediate(target, bodyLength, reply);
    }
  }

  private static void immediate(Target target, long bodyLength, Reply reply) throws IOException {
    switch (target.path) {
      case "/fast":
        reply.whole(200, "ok\n");
        break;
      case "/upload":
        reply.whole(200, bodyLength + "\n");
        break;
      case "/throw":
        throw new IllegalStateException("asked to throw");
      case "/exit":
        System.exit(target.number("code", 0));
        break;
      default:
        reply.whole(404, "no such path\n");
    }
  }

  private static void stream(int left, int millis, Reply reply) throws IOException {
    if (left == 0) {
      reply.chunk("end\n");
      reply.end();
      return;
    }
    reply.chunk("tick\n");
    later(millis, () -> stream(left - 1, millis, reply));
  }

  private static void later(int millis, Step step) {
    Timer.THREAD.schedule(
        () -> {
          try {
            step.run();
          } catch (IOException clientGone) {
            // nobody is left to tell
          }
        },
        millis,
        TimeUnit.MILLISECONDS);
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void stuck() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  /** Its own class: servers that may block start no timer thread. */
  private static final class Timer {
    static final ScheduledExecutorService THREAD =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "timer");
              thread.setDaemon(true);
              return thread;
            });
  }
}
