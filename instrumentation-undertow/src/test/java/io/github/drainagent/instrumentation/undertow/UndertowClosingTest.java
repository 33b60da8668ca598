package io.github.drainagent.instrumentation.undertow;

import io.github.drainagent.instrumentation.testing.Call;
import io.github.drainagent.instrumentation.testing.Certificate;
import io.github.drainagent.instrumentation.testing.ClosingContract;
import io.github.drainagent.instrumentation.testing.TestServer;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "TLS: {0}")
@ValueSource(booleans = {false, true})
class UndertowClosingTest extends ClosingContract {

  private static SSLContext certificate;

  @Parameter boolean tls;

  @BeforeAll
  static void certificate(@TempDir Path folder) throws Exception {
    certificate = new Certificate(folder).context;
  }

  @Override
  protected TestServer serve(Call.Answer answer) {
    return new UndertowServer(answer, tls ? certificate : null);
  }
}
