package io.github.drainagent.prove.report;

import io.github.drainagent.prove.load.Crowd;
import io.github.drainagent.prove.load.Kind;
import io.github.drainagent.prove.load.Target;
import java.util.ArrayList;
import java.util.List;

/** What was measured, and with what load. */
public final class Subject {

  private final String command;
  private final String version;
  private final String method;
  private final List<Target> targets;
  private final List<Target> slow;
  private final List<Crowd> crowds;

  /**
   * @param version of the agent
   */
  public Subject(
      String command,
      String version,
      String method,
      List<Target> targets,
      List<Target> slow,
      List<Crowd> crowds) {
    this.command = command;
    this.version = version;
    this.method = method;
    this.targets = targets;
    this.slow = slow;
    this.crowds = crowds;
  }

  String command() {
    return command;
  }

  String version() {
    return version;
  }

  String method() {
    return method;
  }

  List<Target> targets() {
    return targets;
  }

  List<Target> slow() {
    return slow;
  }

  /** The crowds that have asked for something. */
  List<Crowd> crowds() {
    List<Crowd> active = new ArrayList<>();
    for (Crowd crowd : crowds) {
      if (!crowd.isNobody() && !(crowd.kind() == Kind.SLOW && slow.isEmpty())) {
        active.add(crowd);
      }
    }
    return active;
  }

  /** One sentence: who asked for what, and how often. */
  String load() {
    List<String> parts = new ArrayList<>();
    for (Crowd crowd : crowds()) {
      String rate = (long) crowd.perSecond() + "/s";
      switch (crowd.kind()) {
        case NEW:
          parts.add(rate + " on new connections");
          break;
        case KEPT_ALIVE:
          parts.add(rate + " from " + crowd.clients() + " kept-alive clients");
          break;
        default:
          parts.add(crowd.clients() + " slow requests at a time");
      }
    }
    return String.join(", ", parts);
  }
}
