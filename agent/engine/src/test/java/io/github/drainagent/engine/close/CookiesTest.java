package io.github.drainagent.engine.close;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CookiesTest {

  private final Map<String, Long> counters = new HashMap<>();

  CookiesTest() {
    counters.put("SyncookiesSent", 12L);
    counters.put("ListenOverflows", 3L);
  }

  @Test
  void nobodyIsWaitedForUnlessACookieWasSentSinceTheStart() {
    Cookies cookies = new Cookies(counters::get);
    assertEquals(0, cookies.onTheirWay());
    counters.put("ListenOverflows", 4L);
    assertEquals(0, cookies.onTheirWay());
  }

  @Test
  void aRoundTripIsWaitedForAndRetransmissionsWhereAQueueRanOver() {
    Cookies cookies = new Cookies(counters::get);
    counters.put("SyncookiesSent", 13L);
    long roundTrip = cookies.onTheirWay();
    assertTrue(roundTrip >= TimeUnit.MILLISECONDS.toNanos(300), "less than far clients need");
    counters.put("ListenOverflows", 4L);
    assertTrue(cookies.onTheirWay() > roundTrip);
  }
}
