package io.github.drainagent.instrumentation.helidon;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Certificate;
import io.github.drainagent.instrumentation.testing.ExchangeContract;
import io.github.drainagent.instrumentation.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledForJreRange(min = JRE.JAVA_21)
@ParameterizedClass(name = "TLS: {0}")
@ValueSource(booleans = {false, true})
class HelidonExchangeTest extends ExchangeContract {

  private static Certificate certificate;

  @Parameter boolean tls;

  @BeforeAll
  static void certificate(@TempDir Path folder) throws Exception {
    certificate = new Certificate(folder);
  }

  @Override
  protected TestServer serve(Call.Answer answer) {
    return new HelidonServer(answer, tls ? certificate : null);
  }
}
