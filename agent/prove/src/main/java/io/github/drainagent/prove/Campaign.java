package io.github.drainagent.prove;

import static java.util.Collections.singletonList;

import io.github.drainagent.prove.child.Child;
import io.github.drainagent.prove.child.Stranger;
import io.github.drainagent.prove.result.AgentLog;
import io.github.drainagent.prove.result.Comparison;
import io.github.drainagent.prove.result.NotMeasurable;
import io.github.drainagent.prove.result.Run;
import io.github.drainagent.prove.result.Tally;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All runs, one after the other. */
final class Campaign {

  /** A daemon's script may end, and its port be seen, a little before the daemon is. */
  private static final int FREE_MILLIS = 5_000;

  private final Settings settings;
  private final File jar;
  private final Progress progress;
  private final Readiness readiness;

  Campaign(Settings settings, File jar, Progress progress) {
    this.settings = settings;
    this.jar = jar;
    this.progress = progress;
    this.readiness = new Readiness(settings, progress);
  }

  Comparison run() throws NotMeasurable, InterruptedException {
    List<Run> runs = new ArrayList<>();
    List<Boolean> plan = settings.plan();
    for (boolean withAgent : plan) {
      String name =
          settings.pid != 0
              ? "pid " + settings.pid
              : withAgent ? "with the agent" : "without the agent";
      progress.run(name, runs.size() + 1, plan.size());
      Run run = settings.pid != 0 ? stranger() : child(withAgent);
      progress.line(new Summary(run, settings.isIdempotent()).toString());
      runs.add(run);
    }
    String plain = settings.pid != 0 ? "pid " + settings.pid : "without the agent";
    return new Comparison(runs, plain, settings.isIdempotent());
  }

  private Run stranger() throws NotMeasurable, InterruptedException {
    Stranger stranger = new Stranger(settings.pid);
    readiness.await(null);
    return new Trial(settings, stranger, null, false, progress).run();
  }

  private Run child(boolean withAgent) throws NotMeasurable, InterruptedException {
    readiness.checkFree();
    progress.step("starting " + settings.command.get(0));
    try (Child child = Child.start(settings.command, jar, withAgent ? settings.agent : null)) {
      readiness.await(child);
      if (!child.findServer(settings.targets.get(0).port())) {
        progress.line(
            "no process of the command is seen to listen there: TERM goes to the command");
      } else if (child.isBehindLauncher()) {
        progress.line("TERM will go to pid " + child.pid() + ", which has the port");
      }
      checkAgent(child, withAgent);
      Run run = new Trial(settings, child, child, withAgent, progress).run();
      tellWhy(run, child);
      return run;
    } finally {
      awaitFree();
    }
  }

  /** Where somebody was lost with the agent, what it has said helps to find out why. */
  private void tellWhy(Run run, Child child) {
    if (run.withAgent() && new Tally(singletonList(run), settings.isIdempotent()).lost(true) > 0) {
      child.output().agentLines().forEach(progress::line);
    }
  }

  private void checkAgent(Child child, boolean withAgent) throws NotMeasurable {
    boolean says = AgentLog.isInPlace(child.output().agentLines());
    if (withAgent && !says && !child.hasOpen(canonical(jar))) {
      throw new NotMeasurable(
          "the agent is not in pid "
              + child.pid()
              + ": does a script drop JAVA_TOOL_OPTIONS?"
              + LastLines.of(child));
    }
    if (!withAgent && says) {
      throw new NotMeasurable(
          "the agent is in the application already: take it out, prove adds it");
    }
  }

  private static File canonical(File file) {
    try {
      return file.getCanonicalFile();
    } catch (IOException e) {
      return file.getAbsoluteFile();
    }
  }

  /** The next run needs the port of this one. */
  private void awaitFree() throws InterruptedException {
    long deadline = System.nanoTime() + FREE_MILLIS * 1_000_000L;
    while (System.nanoTime() - deadline < 0) {
      try {
        readiness.checkFree();
        return;
      } catch (NotMeasurable e) {
        Thread.sleep(20);
      }
    }
  }
}
