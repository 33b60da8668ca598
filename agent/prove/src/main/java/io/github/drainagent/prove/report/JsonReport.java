package io.github.drainagent.prove.report;

import io.github.drainagent.prove.load.Kind;
import io.github.drainagent.prove.load.Outcome;
import io.github.drainagent.prove.load.Target;
import io.github.drainagent.prove.result.Comparison;
import io.github.drainagent.prove.result.Phase;
import io.github.drainagent.prove.result.Run;
import io.github.drainagent.prove.result.Side;
import io.github.drainagent.prove.result.Tally;
import io.github.drainagent.prove.result.Times;
import io.github.drainagent.prove.result.Verdict;
import java.util.List;
import java.util.Locale;

/** Every figure, for programs. Times are milliseconds; {@code null} is what never came. */
public final class JsonReport {

  private final Subject subject;
  private final Comparison comparison;

  public JsonReport(Subject subject, Comparison comparison) {
    this.subject = subject;
    this.comparison = comparison;
  }

  @Override
  public String toString() {
    Verdict verdict = new Verdict(comparison);
    Json json = new Json().object();
    json.put("version", subject.version()).put("command", subject.command());
    json.put("method", subject.method()).put("load", subject.load());
    urls(json, "urls", subject.targets());
    urls(json, "slow", subject.slow());
    json.put("clean", verdict.isClean()).put("verdict", verdict.toString());
    json.array("sides");
    for (Side side : comparison.sides()) {
      side(json, side);
    }
    return json.endArray().endObject() + "\n";
  }

  private static void urls(Json json, String key, List<Target> targets) {
    json.array(key);
    for (Target target : targets) {
      json.add(target.toString());
    }
    json.endArray();
  }

  private static void side(Json json, Side side) {
    json.object().put("name", side.name()).put("clean", side.isClean());
    json.put("lostBeforeTerm", side.tally().lost(false));
    json.put("lostSinceTerm", side.tally().lost(true));
    json.object("counts");
    for (Kind kind : Kind.values()) {
      json.object(name(kind));
      counts(json, "beforeTerm", side.tally(), kind, false);
      counts(json, "sinceTerm", side.tally(), kind, true);
      json.endObject();
    }
    json.endObject().array("runs");
    for (int i = 0; i < side.runs().size(); i++) {
      run(json, side.runs().get(i), side.times().get(i));
    }
    json.endArray().endObject();
  }

  private static void counts(Json json, String key, Tally tally, Kind kind, boolean sinceTerm) {
    json.object(key);
    for (Outcome outcome : Outcome.values()) {
      json.put(name(outcome), tally.count(kind, sinceTerm, outcome));
    }
    json.endObject();
  }

  private static void run(Json json, Run run, Times times) {
    json.object().put("withAgent", run.withAgent()).put("exited", run.exited());
    Integer code = run.exitCode();
    if (code == null) {
      json.putNull("exitCode");
    } else {
      json.put("exitCode", code);
    }
    millis(json, "termToExit", times.exit());
    millis(json, "termToFirstRefusal", times.firstRefusal());
    millis(json, "lastAnswerToExit", times.fromLastAnswerToExit());
    json.put("putOff", run.putOff());
    latencies(json, "latencyBeforeTerm", times, false);
    latencies(json, "latencySinceTerm", times, true);
    json.array("phases");
    for (Phase phase : run.phases()) {
      json.object().put("name", phase.name());
      json.putMillis("from", phase.from()).putMillis("to", phase.to()).endObject();
    }
    json.endArray().endObject();
  }

  private static void latencies(Json json, String key, Times times, boolean sinceTerm) {
    json.object(key);
    millis(json, "p50", times.latency(sinceTerm, 0.5));
    millis(json, "p90", times.latency(sinceTerm, 0.9));
    millis(json, "p99", times.latency(sinceTerm, 0.99));
    millis(json, "max", times.latency(sinceTerm, 1));
    json.endObject();
  }

  private static void millis(Json json, String key, long nanos) {
    if (nanos == Times.NEVER) {
      json.putNull(key);
    } else {
      json.putMillis(key, nanos);
    }
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
