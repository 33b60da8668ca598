package io.github.drainagent.prove;

import io.github.drainagent.prove.child.Child;
import io.github.drainagent.prove.child.Port;
import io.github.drainagent.prove.load.Probe;
import io.github.drainagent.prove.load.Target;
import io.github.drainagent.prove.result.NotMeasurable;
import io.github.drainagent.prove.result.Seconds;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Waits until an application answers, and says precisely why it does not. */
final class Readiness {

  private static final int LOOK_MILLIS = 50;
  private static final int ANSWER_MILLIS = 5_000;

  /** Some servers open their port before the application is there: a 404 may become a 200. */
  private static final long DEPLOYING_NANOS = 20_000_000_000L;

  private final Settings settings;
  private final Progress progress;

  Readiness(Settings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /** Nobody may be there before the application is: the figures would be another's. */
  void checkFree() throws NotMeasurable {
    Set<Integer> seen = new TreeSet<>();
    for (Target target : settings.targets) {
      if (target.isLocal() && seen.add(target.port()) && Probe.isTaken(target)) {
        throw new NotMeasurable(
            "port "
                + target.port()
                + " is taken"
                + Port.holder(target.port())
                + "; stop that, or give the application another port and prove its --url");
      }
    }
  }

  /** Every URL has been answered, and every slow one once. */
  void await(@Nullable Child child) throws NotMeasurable, InterruptedException {
    progress.step("waiting until " + settings.targets.get(0) + " answers");
    long deadline = System.nanoTime() + settings.readyTimeout * 1_000_000L;
    for (Target target : settings.targets) {
      await(target, child, deadline);
    }
    for (Target target : settings.slow) {
      trySlow(target);
    }
  }

  private void await(Target target, @Nullable Child child, long deadline)
      throws NotMeasurable, InterruptedException {
    long patience = Math.min(deadline, System.nanoTime() + DEPLOYING_NANOS);
    while (true) {
      Probe probe = Probe.of(target, ANSWER_MILLIS);
      if (isGood(probe, patience)) {
        if (probe.status() >= 400) {
          progress.line(target + " answers, but with " + probe.status());
        }
        return;
      }
      if (probe.result() != Probe.Result.ANSWERED) {
        patience = Math.min(deadline, System.nanoTime() + DEPLOYING_NANOS);
      }
      if (probe.result() == Probe.Result.NOT_HTTP) {
        throw new NotMeasurable(target + " answers, but not in HTTP/1.1 (is it TLS?)");
      }
      if (child != null && child.isGone()) {
        throw new NotMeasurable(
            "it ended at once, with exit code " + child.launcherExit() + LastLines.of(child));
      }
      if (System.nanoTime() - deadline > 0) {
        throw new NotMeasurable(why(target, probe) + LastLines.of(child));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static boolean isGood(Probe probe, long patience) {
    boolean waited = System.nanoTime() - patience >= 0;
    return probe.result() == Probe.Result.ANSWERED && probe.status() < (waited ? 500 : 400);
  }

  private String why(Target target, Probe last) {
    String within = " within " + Seconds.text(settings.readyTimeout * 1_000_000L);
    switch (last.result()) {
      case NOBODY:
        return "nobody listens at " + target + within + "; does --url name the right port?";
      case ANSWERED:
        return target + " answers only with " + last.status() + within;
      default:
        return target + " accepts connections but does not answer" + within;
    }
  }

  private void trySlow(Target target) throws NotMeasurable {
    progress.step("trying the slow request once");
    Probe probe = Probe.of(target, settings.attemptTimeout);
    if (probe.result() != Probe.Result.ANSWERED || probe.status() >= 400) {
      throw new NotMeasurable(
          "the slow request "
              + target
              + (probe.status() == 0 ? " is not answered" : " is answered with " + probe.status()));
    }
    progress.line("a slow request takes " + Seconds.text(probe.nanos()));
  }
}
