package io.github.drainagent.prove;

import io.github.drainagent.prove.load.Crowd;
import io.github.drainagent.prove.load.Kind;
import io.github.drainagent.prove.load.Target;
import io.github.drainagent.prove.result.NotMeasurable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be measured: the command line, checked. Times are milliseconds. */
final class Settings {

  private static final int TEN_MINUTES = 600_000;

  final List<String> command;
  final int pid;
  final String method;
  final List<Target> targets = new ArrayList<>();
  final List<Target> slow = new ArrayList<>();
  final List<Crowd> crowds = new ArrayList<>();
  final boolean without;
  final boolean with;
  final int runs;
  final int duration;
  final int attemptTimeout;
  final int readyTimeout;
  final int exitTimeout;
  final String agent;
  final @Nullable String json;
  final @Nullable String html;

  /**
   * @throws NotMeasurable with a sentence that says what is wrong
   */
  Settings(Arguments given) throws NotMeasurable {
    command = given.command();
    pid = given.has(Flag.PID) ? given.number(Flag.PID, 2, 99_999_999) : 0;
    runs = given.number(Flag.RUNS, 1, 20);
    String only = oneOf(given, Flag.ONLY, "with", "without", "");
    without = !only.equals("with");
    with = !only.equals("without");
    checkWhom(given);
    method =
        given.has(Flag.BODY) && !given.has(Flag.METHOD)
            ? "POST"
            : oneOf(given, Flag.METHOD, "GET", "POST");
    duration = given.millis(Flag.DURATION, 100, TEN_MINUTES);
    attemptTimeout = given.millis(Flag.TIMEOUT, 100, TEN_MINUTES / 2);
    readyTimeout = given.millis(Flag.READY_TIMEOUT, 1_000, TEN_MINUTES);
    exitTimeout = given.millis(Flag.EXIT_TIMEOUT, 1_000, TEN_MINUTES);
    agent = String.valueOf(given.has(Flag.AGENT) ? given.get(Flag.AGENT) : "");
    json = writable(given, Flag.JSON);
    html = writable(given, Flag.HTML);
    findTargets(given);
    crowd(given, Kind.NEW, Flag.NEW_CLIENTS, 1, 1_000, Flag.RATE, 0, 10_000);
    crowd(given, Kind.KEPT_ALIVE, Flag.CLIENTS, 0, 1_000, Flag.CLIENT_RATE, 0, 20_000);
    crowd(given, Kind.SLOW, Flag.SLOW_CLIENTS, 1, 100, Flag.SLOW_RATE, 1, 100);
    if (crowds.get(0).isNobody() && crowds.get(1).isNobody()) {
      throw new NotMeasurable(
          "with --rate 0 and without kept-alive clients nobody asks for anything");
    }
  }

  private void checkWhom(Arguments given) throws NotMeasurable {
    if (pid != 0 && !command.isEmpty()) {
      throw new NotMeasurable("give either --pid or a command, not both");
    }
    if (pid == 0 && command.isEmpty()) {
      throw new NotMeasurable("say what to start: prove [options] -- java -jar app.jar");
    }
    if (pid != 0 && (given.has(Flag.RUNS) || given.has(Flag.ONLY) || given.has(Flag.AGENT))) {
      throw new NotMeasurable(
          "--pid is one TERM to a process as it is: no --runs, --only, --agent");
    }
  }

  private void findTargets(Arguments given) throws NotMeasurable {
    List<String> headers = headers(given);
    byte[] body = body(given.get(Flag.BODY));
    try {
      for (String url : given.all(Flag.URL)) {
        targets.add(Target.of(url, method, headers, body));
      }
      for (String url : given.all(Flag.SLOW)) {
        slow.add(Target.of(url, method, headers, body));
      }
    } catch (IllegalArgumentException e) {
      throw new NotMeasurable(String.valueOf(e.getMessage()));
    }
    List<Target> all = new ArrayList<>(targets);
    all.addAll(slow);
    for (Target target : all) {
      if (!target.isLocal() && !given.has(Flag.ALLOW_REMOTE)) {
        throw new NotMeasurable(
            target + " leads to another machine; if it is yours, say --allow-remote");
      }
    }
  }

  private static List<String> headers(Arguments given) throws NotMeasurable {
    for (String header : given.all(Flag.HEADER)) {
      if (!header.matches("[^\\s:]+:[^\\r\\n]*")) {
        throw new NotMeasurable("--header takes 'Name: value', not " + header);
      }
    }
    return given.all(Flag.HEADER);
  }

  private static byte[] body(@Nullable String given) throws NotMeasurable {
    if (given == null) {
      return new byte[0];
    }
    try {
      return given.startsWith("@")
          ? Files.readAllBytes(Paths.get(given.substring(1)))
          : given.getBytes(StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException e) {
      throw new NotMeasurable("the body can't be read: " + e);
    }
  }

  private void crowd(
      Arguments given,
      Kind kind,
      Flag count,
      int least,
      int most,
      Flag rate,
      int slowest,
      int fastest)
      throws NotMeasurable {
    int clients = given.number(count, least, most);
    int perSecond = given.number(rate, slowest, fastest);
    crowds.add(new Crowd(kind, clients, perSecond, attemptTimeout * 1_000_000L));
  }

  private static String oneOf(Arguments given, Flag flag, String... words) throws NotMeasurable {
    String value = given.get(flag);
    for (String word : words) {
      if (word.equals(value == null ? "" : value)) {
        return word;
      }
    }
    throw new NotMeasurable("it is " + flag.synopsis() + ", not " + value);
  }

  /** Better now than after the measurement. */
  private static @Nullable String writable(Arguments given, Flag flag) throws NotMeasurable {
    String file = given.get(flag);
    try {
      if (file != null) {
        Files.write(Paths.get(file), new byte[0]);
      }
      return file;
    } catch (IOException | InvalidPathException e) {
      throw new NotMeasurable(flag + ": " + file + " can't be written: " + e);
    }
  }

  /** Whom a target is asked by. */
  List<Target> targets(Kind kind) {
    return kind == Kind.SLOW ? slow : targets;
  }

  /** A GET may be sent again by a client on its own, a POST may not. */
  boolean isIdempotent() {
    return method.equals("GET");
  }

  /** With the agent or without, in the order of the runs. */
  List<Boolean> plan() {
    if (pid != 0) {
      return Collections.singletonList(false);
    }
    List<Boolean> plan = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      if (without) {
        plan.add(false);
      }
      if (with) {
        plan.add(true);
      }
    }
    return plan;
  }
}
