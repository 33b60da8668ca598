package example.family;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An instrumentation of the example server; tests add to what it needs. */
public final class SampleFamily implements ServerFamily {

  public static final String SERVER = "example.server.Server";
  public static final String HANDLE = "(Ljava/lang/String;)Ljava/lang/String;";

  private final List<Weave> weaves = new ArrayList<>();
  private final List<String> members;
  private String home = "";
  private String adapter = "example.family.SampleAdapter";

  public SampleFamily(String... members) {
    this.members = Arrays.asList(members);
    weaves.add(Weave.into(SERVER, "handle", HANDLE, SampleAdvice.Handle.class));
  }

  public SampleFamily with(Weave weave) {
    weaves.add(weave);
    return this;
  }

  /** Advice that throws, into the same method. */
  public SampleFamily withBrokenAdvice() {
    return with(Weave.into(SERVER, "handle", SampleAdvice.Broken.class));
  }

  public SampleFamily withAdapter(String name) {
    adapter = name;
    return this;
  }

  /** One that is found under other packages too. */
  public SampleFamily withHome(String home) {
    this.home = home;
    return this;
  }

  @Override
  public String home() {
    return home;
  }

  @Override
  public String name() {
    return "Sample";
  }

  @Override
  public int id() {
    return 31;
  }

  @Override
  public List<Weave> weaves() {
    return weaves;
  }

  @Override
  public List<String> members() {
    return members;
  }

  @Override
  public String adapter() {
    return adapter;
  }
}
