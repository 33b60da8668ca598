package io.github.drainagent.engine.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeOfDayTest {

  private final TimeZone before = TimeZone.getDefault();

  @AfterEach
  void putBack() {
    TimeZone.setDefault(before);
  }

  @Test
  void itIsThatOfTheJvmsTimeZone() {
    for (String zone : new String[] {"UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York"}) {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      for (long millis : new long[] {0, 1, 999, 1_795_286_082_417L, 1_784_286_000_000L, -1}) {
        String expected =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS")
                .withZone(ZoneId.of(zone))
                .format(Instant.ofEpochMilli(millis));
        assertEquals(expected, TimeOfDay.of(millis), zone + " " + millis);
      }
    }
  }
}
