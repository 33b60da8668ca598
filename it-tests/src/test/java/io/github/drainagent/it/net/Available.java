package io.github.drainagent.it.net;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips the tests of a class where no {@link TestNetwork} can be made, with a line that says why:
 * {@code @ExtendWith(Available.class)}.
 */
public final class Available implements ExecutionCondition {
  private static final Optional<String> REASON_AGAINST = tryOnce();

  /** Why there can be none here; empty where there can. */
  public static Optional<String> reasonAgainst() {
    return REASON_AGAINST;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return REASON_AGAINST
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("a network can be made here"));
  }

  private static Optional<String> tryOnce() {
    Optional<String> reason = TestNetwork.reasonAgainst();
    reason.ifPresent(line -> System.out.println(line + "; its tests are skipped"));
    return reason;
  }
}
