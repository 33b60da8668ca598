package io.github.drainagent.prove;

import io.github.drainagent.prove.child.Child;
import io.github.drainagent.prove.child.Server;
import io.github.drainagent.prove.load.Crowd;
import io.github.drainagent.prove.load.Kind;
import io.github.drainagent.prove.load.Load;
import io.github.drainagent.prove.result.AgentLog;
import io.github.drainagent.prove.result.NotMeasurable;
import io.github.drainagent.prove.result.Phase;
import io.github.drainagent.prove.result.Run;
import io.github.drainagent.prove.result.Seconds;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One TERM to one server under load. */
final class Trial {

  private static final int LOOK_MILLIS = 2;
  private static final int WATCH_MILLIS = 100;

  /** A server that is cold falls behind: it is given so much of the duration to catch up. */
  private static final int MOST_DURATIONS = 4;

  /** Load after the exit, so that a server that ends at once is seen to be refused too. */
  private static final int AFTER_EXIT_MILLIS = 300;

  private final Settings settings;
  private final Server server;
  private final @Nullable Child child;
  private final boolean withAgent;
  private final Progress progress;
  private final Load load = new Load();
  private long term;
  private long termEpochMillis;
  private long putOff;

  /**
   * @param child the server, if it was started here
   */
  Trial(Settings settings, Server server, @Nullable Child child, boolean with, Progress progress) {
    this.settings = settings;
    this.server = server;
    this.child = child;
    this.withAgent = with;
    this.progress = progress;
  }

  /** Loads it, sends TERM, waits for its end and for that of every attempt. */
  Run run() throws NotMeasurable, InterruptedException {
    try (Load running = load) {
      start();
      loadUntilTerm();
      term();
      boolean exited = awaitExit();
      long exit = System.nanoTime();
      Thread.sleep(exited ? AFTER_EXIT_MILLIS : 0);
      progress.step("waiting for the last clients");
      running.finish(settings.attemptTimeout + 1_000L);
      check();
      Integer code = exited ? server.exitCode() : null;
      return new Run(withAgent, running.results(), term, exit, exited, code, phases(), putOff);
    }
  }

  private void start() throws NotMeasurable {
    try {
      for (Crowd crowd : settings.crowds) {
        load.start(crowd, settings.targets(crowd.kind()));
      }
    } catch (IOException e) {
      throw new NotMeasurable("the load can't be started: " + e.getMessage());
    }
  }

  private void loadUntilTerm() throws NotMeasurable, InterruptedException {
    progress.step("under load, TERM follows in " + Seconds.text(settings.duration * 1_000_000L));
    long begun = System.nanoTime();
    long end = begun + settings.duration * 1_000_000L;
    long latest = begun + MOST_DURATIONS * settings.duration * 1_000_000L;
    Backlog backlog = new Backlog(begun);
    for (long now = begun;
        now < end || (now < latest && backlog.grows());
        now = System.nanoTime()) {
      backlog.look(now, load.putOff());
      progress.watch(load.attempts() + " attempts, " + next(end - now));
      Thread.sleep(Math.max(1, Math.min(WATCH_MILLIS, Math.abs(end - now) / 1_000_000)));
      if (server.hasEnded()) {
        throw new NotMeasurable("it ended under load, before TERM" + LastLines.of(child));
      }
    }
    // what comes since TERM is what is measured, and no limit of the load
    putOff = backlog.grows() ? backlog.lastSecond() : 0;
    if (load.complete() == 0) {
      throw new NotMeasurable(
          "no request was answered whole before TERM; a longer --duration, or less load?"
              + LastLines.of(child));
    }
  }

  private static String next(long left) {
    return left > 0
        ? "TERM follows in " + Seconds.text(left)
        : "the server does not keep up yet, TERM follows when it does";
  }

  private void term() {
    load.stopBeginning(Kind.SLOW);
    progress.step("TERM to pid " + server.pid());
    termEpochMillis = System.currentTimeMillis();
    term = System.nanoTime();
    server.term();
  }

  private boolean awaitExit() throws InterruptedException {
    long deadline = term + settings.exitTimeout * 1_000_000L;
    long shown = term;
    while (!server.hasEnded()) {
      long now = System.nanoTime();
      if (now - deadline > 0) {
        return false;
      }
      if (now - shown > WATCH_MILLIS * 1_000_000L) {
        shown = now;
        progress.watch("TERM was " + Seconds.text(now - term) + " ago, it is still running");
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return true;
  }

  private void check() throws NotMeasurable {
    String trouble = load.trouble();
    if (trouble != null) {
      throw new NotMeasurable(trouble + "; lower --rate or the number of clients");
    }
  }

  private List<Phase> phases() {
    return child == null
        ? Collections.emptyList()
        : AgentLog.phases(child.output().agentLines(), termEpochMillis);
  }
}
