package io.github.drainagent.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.drainagent.it.process.ServerSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * TERM after TERM against many clients: what happens once in a thousand times happens here. {@code
 * -Dserver=}, {@code -Dnetwork=} and {@code -Dmode=} choose rows, {@code -Dterms=} how many TERMs.
 */
@Tag("torture")
class TortureIT {
  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("io.github.drainagent.it.Rows#torture")
  void noneOfManyTermsLosesAnybody(ServerSpec server, Wire wire, Mode mode) throws Exception {
    Torture torture = new Torture(server, wire, mode);
    torture.run();
    System.out.println(torture);
    assertTrue(torture.isClean(), torture.toString());
  }
}
