package org.royaltyledger.ledger.intake.ndjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTimeTest {

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_time_is_read_as_java_time_reads_it(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 500; round++) {
      Instant instant =
          Instant.ofEpochSecond(
              random.nextLong(253_402_300_800L),
              random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
      ZoneOffset offset = ZoneOffset.ofTotalSeconds((random.nextInt(2 * 17 * 60) - 17 * 60) * 60);
      OffsetDateTime written = instant.atOffset(offset);
      if (written.getYear() < 1_000 || written.getYear() > 9_999) {
        continue;
      }

      UsageTime time = UsageTime.parse(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(written));

      assertThat(Instant.ofEpochSecond(time.second(), time.nano())).isEqualTo(instant);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-03T12:00:00Z, 2026-10-03T12:00:00Z",
    "2026-10-03t12:00:00z, 2026-10-03T12:00:00Z",
    "2026-10-03T12:00:00.5Z, 2026-10-03T12:00:00.500Z",
    "2026-10-03T12:00:00.000000001Z, 2026-10-03T12:00:00.000000001Z",
    "2026-10-01T01:00:00+02:00, 2026-09-30T23:00:00Z",
    "2026-10-03T12:00:00-00:00, 2026-10-03T12:00:00Z",
    "2026-10-03T12:00:00+23:59, 2026-10-02T12:01:00Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    "2000-02-29T00:00:00Z, 2000-02-29T00:00:00Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
    "1969-12-31T23:00:00-01:00, 1970-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
  })
  void rfc_3339_is_read(String text, Instant expected) {
    UsageTime time = UsageTime.parse(text);

    assertThat(Instant.ofEpochSecond(time.second(), time.nano())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "2026-10-03",
        "2026-10-03T12:00Z",
        "2026-10-03T12:00:00",
        "2026-10-03 12:00:00Z",
        "2026-10-03T12:00:00.Z",
        "2026-10-03T12:00:00,5Z",
        "2026-10-03T12:00:00+0200",
        "2026-10-03T12:00:00+02",
        "2026-10-03T12:00:00ZZ",
        " 2026-10-03T12:00:00Z",
        "26-10-03T12:00:00Z",
        "+2026-10-03T12:00:00Z",
        "2026-1-03T12:00:00Z",
        "2026-10-03T12:00:00\u0660Z",
        "٢٠٢٦-10-03T12:00:00Z",
        "2026-W40-6T12:00:00Z",
        "20261003T120000Z"
      })
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> UsageTime.parse(text))
        .isInstanceOf(UsageReject.class)
        .hasMessageContaining("is not an RFC 3339 time with an offset: write it as");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-29T00:00:00Z, day that does not exist",
    "2100-02-29T00:00:00Z, day that does not exist",
    "2026-13-01T00:00:00Z, day that does not exist",
    "2026-00-01T00:00:00Z, day that does not exist",
    "2026-04-31T00:00:00Z, day that does not exist",
    "2026-10-00T00:00:00Z, day that does not exist",
    "2016-12-31T23:59:60Z, second 60",
    "2026-10-03T24:00:00Z, time that does not exist",
    "2026-10-03T12:60:00Z, time that does not exist",
    "2026-10-03T12:00:61Z, time that does not exist",
    "2026-10-03T12:00:00+24:00, offset beyond",
    "2026-10-03T12:00:00+02:60, offset beyond",
    "2026-10-03T12:00:00.1234567890Z, more than 9 decimals",
    "1969-12-31T23:59:59Z, outside the years 1970 to 9999",
    "1970-01-01T00:00:00+00:01, outside the years 1970 to 9999",
    "9999-12-31T23:59:59-00:01, outside the years 1970 to 9999",
    "0000-01-01T00:00:00Z, outside the years 1970 to 9999"
  })
  void a_time_that_cannot_be_is_refused_with_its_reason(String text, String reason) {
    assertThatThrownBy(() -> UsageTime.parse(text))
        .isInstanceOf(UsageReject.class)
        .hasMessageStartingWith("usedAt '" + text + "' ")
        .hasMessageContaining(reason);
  }
}
