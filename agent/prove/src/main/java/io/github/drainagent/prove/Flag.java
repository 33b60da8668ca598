package io.github.drainagent.prove;

import org.jspecify.annotations.Nullable;

/** What may stand before {@code --}, as data: the parser, the help and docs/prove.md go by it. */
enum Flag {
  URL(
      "url",
      "URL",
      "http://127.0.0.1:8080/",
      "what the clients ask for; may be given several times"),
  SLOW("slow", "URL", "", "a request that takes long, to be in flight at TERM"),
  ONLY("only", "with|without", "", "measure only with, or only without the agent"),
  RUNS("runs", "N", "1", "do it so often, the two in turn (at most 20)"),
  PID("pid", "PID", "", "a process that runs already: it gets one TERM, nothing is started"),
  AGENT("agent", "SETTINGS", "", "settings of the agent: timeout=20s,delay=5s"),
  METHOD("method", "GET|POST", "GET", "how the URL is asked for; POST if there is a body"),
  BODY("body", "TEXT|@FILE", "", "the body of each request"),
  HEADER(
      "header", "'NAME: VALUE'", "", "one more header of each request; may be given several times"),
  RATE("rate", "N", "200", "requests a second, each on a new connection (0 to 10000)"),
  NEW_CLIENTS("new-clients", "N", "256", "of these at most so many at a time (1 to 1000)"),
  CLIENTS("clients", "N", "16", "clients with a kept-alive connection (0 to 1000)"),
  CLIENT_RATE("client-rate", "N", "160", "requests a second of all of them together (0 to 20000)"),
  SLOW_CLIENTS("slow-clients", "N", "4", "slow requests at a time (1 to 100)"),
  SLOW_RATE("slow-rate", "N", "4", "of these begun a second, at most (1 to 100)"),
  DURATION(
      "duration",
      "TIME",
      "5s",
      "the load before TERM, longer while the server can't keep up (100ms to 10m)"),
  TIMEOUT("timeout", "TIME", "10s", "an attempt without a whole answer is given up (100ms to 5m)"),
  READY_TIMEOUT("ready-timeout", "TIME", "60s", "the application has to answer within (1s to 10m)"),
  EXIT_TIMEOUT("exit-timeout", "TIME", "60s", "it has to exit after TERM within (1s to 10m)"),
  JSON("json", "FILE", "", "write every figure there"),
  HTML("html", "FILE", "", "write a page with a timeline there"),
  ALLOW_REMOTE("allow-remote", null, "", "URLs may lead to other machines than this one"),
  HELP("help", null, "", "print this");

  private final String key;
  private final @Nullable String takes;
  private final String byDefault;
  private final String meaning;

  Flag(String key, @Nullable String takes, String byDefault, String meaning) {
    this.key = key;
    this.takes = takes;
    this.byDefault = byDefault;
    this.meaning = meaning;
  }

  static @Nullable Flag of(String option) {
    for (Flag flag : values()) {
      if (option.equals("--" + flag.key)) {
        return flag;
      }
    }
    return null;
  }

  boolean takesValue() {
    return takes != null;
  }

  boolean isRepeatable() {
    return this == URL || this == HEADER;
  }

  /** "" where there is none. */
  String byDefault() {
    return byDefault;
  }

  String meaning() {
    return meaning;
  }

  /** {@code --rate N}. */
  String synopsis() {
    return "--" + key + (takes == null ? "" : " " + takes);
  }

  @Override
  public String toString() {
    return "--" + key;
  }
}
