package io.github.drainagent.it.load;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Attempts counted by kind, outcome and phase. */
public final class Tally {
  private final List<Attempt> attempts;
  private final long term;

  public Tally(List<Attempt> attempts, long termNanos) {
    this.attempts = attempts;
    this.term = termNanos;
  }

  public long count(Outcome outcome) {
    return count(a -> a.outcome() == outcome);
  }

  public long count(Kind kind, Outcome outcome) {
    return count(a -> a.kind() == kind && a.outcome() == outcome);
  }

  public long count(Kind kind, Phase phase, Outcome outcome) {
    return count(a -> a.kind() == kind && a.outcome() == outcome && Phase.of(a, term) == phase);
  }

  public long count(Phase phase, Outcome outcome) {
    return count(a -> a.outcome() == outcome && Phase.of(a, term) == phase);
  }

  /** In flight at TERM or begun after it. */
  public long countSinceTerm(Outcome outcome) {
    return count(outcome) - count(Phase.BEFORE, outcome);
  }

  public long count(Predicate<Attempt> which) {
    return attempts.stream().filter(which).count();
  }

  /** Everybody who has to be told that it did not work, at any time. */
  public long lost() {
    return count(a -> a.outcome().isLost());
  }

  /**
   * Of these, who was in flight at TERM or came after it: a listener whose queue overflows while
   * the kernel sends SYN cookies loses some of those who send on, with or without a drain.
   */
  public long lostSinceTerm() {
    return count(a -> a.outcome().isLost() && Phase.of(a, term) != Phase.BEFORE);
  }

  /** Whole answers since TERM on kept-alive connections that said {@code Connection: close}. */
  public long keptAliveToldToClose() {
    return count(
        a ->
            a.kind() == Kind.KEPT_ALIVE
                && a.outcome() == Outcome.COMPLETE
                && a.saidClose()
                && Phase.of(a, term) != Phase.BEFORE);
  }

  public List<Attempt> which(Predicate<Attempt> which) {
    return attempts.stream().filter(which).collect(Collectors.toList());
  }

  public boolean isAnsweredWhole(Kind kind) {
    return count(kind, Outcome.COMPLETE) > 0
        && count(a -> a.kind() == kind) == count(kind, Outcome.COMPLETE);
  }

  /** The end of the last whole answer, in the time of {@link System#nanoTime}. */
  public long lastCompleteNanos() {
    return attempts.stream()
        .filter(a -> a.outcome() == Outcome.COMPLETE)
        .mapToLong(Attempt::ended)
        .reduce(term, (a, b) -> b - a > 0 ? b : a);
  }

  /** From TERM to the end of the last whole answer since; 0 if there was none. */
  public long nanosToLastComplete() {
    return lastCompleteNanos() - term;
  }

  /**
   * From TERM to the moment in which a client first knew that it was refused; empty if none was.
   */
  public OptionalLong nanosToFirstRefusal() {
    return attempts.stream()
        .filter(a -> a.outcome() == Outcome.REFUSED && Phase.of(a, term) != Phase.BEFORE)
        .mapToLong(a -> a.ended() - term)
        .min();
  }

  /** One line for each kind and outcome there was. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Kind kind : Kind.values()) {
      for (Outcome outcome : Outcome.values()) {
        String line = line(kind, outcome);
        if (!line.isEmpty()) {
          text.append(String.format("%-10s %-12s%s%n", kind, outcome, line));
        }
      }
    }
    which(a -> a.outcome().isLost()).stream().limit(5).forEach(a -> text.append(a).append('\n'));
    return text.toString();
  }

  private String line(Kind kind, Outcome outcome) {
    StringBuilder line = new StringBuilder();
    for (Phase phase : Phase.values()) {
      long n = count(a -> a.kind() == kind && a.outcome() == outcome && Phase.of(a, term) == phase);
      line.append(n == 0 ? "" : String.format("  %s %d", phase, n));
    }
    return line.toString();
  }
}
