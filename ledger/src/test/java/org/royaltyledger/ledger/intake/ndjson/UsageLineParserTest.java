package org.royaltyledger.ledger.intake.ndjson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.ledger.catalogue.Offering;
import org.royaltyledger.ledger.usage.Attribution;
import org.royaltyledger.ledger.usage.CanonicalUsage;
import org.royaltyledger.ledger.usage.UsageBlock;
import org.royaltyledger.ledger.value.ContainsAi;

class UsageLineParserTest {

  private final UsageLineParser parser = new UsageLineParser(UsageLineParserTest::rule);
  private final UsageLineParser byJackson = new UsageLineParser(UsageLineParserTest::rule, false);

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @Test
  void a_line_with_every_field_is_read() {
    UsageBlock block = accepted(UsageLines.FULL);

    assertThat(block.size()).isEqualTo(1);
    assertThat(block.usageId(0)).isEqualTo("u-1");
    assertThat(block.second(0)).isEqualTo(1_791_028_800);
    assertThat(block.nano(0)).isZero();
    assertThat(block.word(block.useType(0))).isEqualTo("OnDemandStream");
    assertThat(block.word(block.offering(0))).isEqualTo("ai-remix");
    assertThat(block.word(block.territory(0))).isEqualTo("SE");
    assertThat(block.word(block.listener(0))).isEqualTo("l-42");
    assertThat(block.quantity(0)).isEqualTo(1);
    assertThat(block.word(block.modelVersion(0))).isEqualTo("remix-2");
    assertThat(block.containsAi(0)).isEqualTo(ContainsAi.PARTLY);
    assertThat(block.wordOrNull(block.output(0))).isNull();
    assertThat(block.attribution(0)).isEqualTo(new Attribution("acme", "influence", "3", "0.93"));
    assertThat(contributions(block))
        .containsExactly(
            "asset USRC17607839 voice 500000000000 500000000000",
            "asset T9109247316 composition 300000000000 300000000000",
            "party ben producer 200000000000 200000000000");
  }

  @Test
  void what_may_be_left_out_has_its_default() {
    UsageBlock block =
        accepted(
            "{'usageId':'u','usedAt':'2026-10-03T12:00:00Z','useType':'Play','offering':'ai-remix',"
                + "'territory':'SE','contributions':[{'asset':'a','weight':1}]}");

    assertThat(block.quantity(0)).isEqualTo(1);
    assertThat(block.wordOrNull(block.listener(0))).isNull();
    assertThat(block.wordOrNull(block.modelVersion(0))).isNull();
    assertThat(block.containsAi(0)).isNull();
    assertThat(block.attribution(0)).isEqualTo(Attribution.NONE);
    assertThat(contributions(block)).containsExactly("asset a  1000000000000 1000000000000");
  }

  @Test
  void null_and_an_empty_list_are_as_good_as_left_out() {
    UsageBlock block =
        accepted(
            "{'usageId':'u','usedAt':'2026-10-03T12:00:00Z','useType':'Play','offering':'ai-remix',"
                + "'territory':'SE','listener':null,'quantity':null,'modelVersion':null,"
                + "'containsAI':null,'attribution':null,'output':'o','contributions':[]}");

    assertThat(said(block))
        .isEqualTo(
            said(
                accepted(
                    "{'usageId':'u','usedAt':'2026-10-03T12:00:00Z','useType':'Play',"
                        + "'offering':'ai-remix','territory':'SE','output':'o'}")));
  }

  @Test
  void a_usage_may_have_contributions_of_its_own_beside_its_output() {
    UsageBlock block =
        accepted(UsageLines.FULL.replace("\"quantity\"", "\"output\":\"o\",\"quantity\""));

    assertThat(block.wordOrNull(block.output(0))).isEqualTo("o");
    assertThat(contributions(block)).hasSize(3);
  }

  @Test
  void weights_are_normalised_where_the_offering_does_so_and_given_ones_are_kept() {
    UsageBlock block = accepted(weights("norm", "0.1", "0.1", "0.1"));

    assertThat(contributions(block))
        .containsExactly(
            "asset a0  100000000000 333333333334",
            "asset a1  100000000000 333333333333",
            "asset a2  100000000000 333333333333");
  }

  @Test
  void equal_weights_written_differently_are_the_same() {
    String expected = said(accepted(weights("ai-remix", "0.5", "0.5")));

    assertThat(said(accepted(weights("ai-remix", "0.50", "5e-1")))).isEqualTo(expected);
    assertThat(said(accepted(weights("ai-remix", "0.500000000000000000", "50E-2"))))
        .isEqualTo(expected);
  }

  @Test
  void a_thousand_contributions_are_allowed() {
    String[] weights = IntStream.range(0, 1_000).mapToObj(_ -> "0.001").toArray(String[]::new);

    assertThat(accepted(weights("ai-remix", weights)).contributions()).isEqualTo(1_000);
    assertThat(
            reason(
                weights(
                    "norm",
                    Stream.concat(Stream.of("0"), Arrays.stream(weights)).toArray(String[]::new))))
        .isEqualTo(
            "contributions are more than 1000: sum up the smallest of them, at most 1000 are "
                + "allowed in a usage");
  }

  @Test
  void a_rejected_line_leaves_nothing_in_the_block() {
    UsageBlock.Builder builder = new UsageBlock.Builder();
    UsageBlock.Builder clean = new UsageBlock.Builder();
    UsageLines lines = new UsageLines(1);
    for (int i = 0; i < 500; i++) {
      String good = lines.valid();
      parse(parser, lines.damaged().replace("u-", "no-").replace("}", "!"), builder);
      parse(parser, good, builder);
      parse(parser, good, clean);
    }

    assertThat(said(builder.build())).isEqualTo(said(clean.build()));
    assertThat(builder.build().columns().words()).isEqualTo(clean.build().columns().words());
  }

  static Stream<Arguments> rejects() {
    String codes = "at most 64 are allowed, shorten it";
    return Stream.of(
        reject("usageId", "''", "usageId is empty: give 1 to 64 printable characters"),
        reject(
            "usageId",
            "'" + "x".repeat(65) + "'",
            "usageId '" + "x".repeat(65) + "' has 65 characters: " + codes),
        reject(
            "usageId",
            "'" + "x".repeat(100) + "'",
            "usageId '" + "x".repeat(80) + "…' has 100 characters: " + codes),
        reject(
            "usageId",
            "'a\\u0000b'",
            "usageId 'a?b' has the character U+0000 at place 2, which is not printable: take it"
                + " out"),
        reject(
            "usageId",
            "'\\ud800'",
            "usageId '?' has the character U+D800 at place 1, which is not printable: take it out"),
        reject("usageId", "7", "usageId is 7: give a string"),
        reject("usageId", "null", "usageId is null: give a string"),
        reject("usageId", "{}", "usageId is {…}: give a string"),
        reject("usageId", "['u']", "usageId is […]: give a string"),
        reject(
            "usedAt",
            "'2026-02-30T00:00:00Z'",
            "usedAt '2026-02-30T00:00:00Z' is on a day that does not exist: correct it"),
        reject("usedAt", "1791028800", "usedAt is 1791028800: give a string"),
        reject("useType", "''", "useType is empty: give 1 to 64 printable characters"),
        reject(
            "offering",
            "'nope'",
            "offering 'nope' is unknown: import it from an offerings file, then this line again"),
        reject(
            "territory",
            "'se'",
            "territory 'se' is not an ISO 3166-1 alpha-2 code or Worldwide: write it like SE"),
        reject(
            "territory",
            "''",
            "territory '' is not an ISO 3166-1 alpha-2 code or Worldwide: write it like SE"),
        reject("listener", "''", "listener is empty: give 1 to 64 printable characters"),
        reject(
            "quantity",
            "-3",
            "quantity '-3' is below 1; to take usage back, exclude it"
                + " (docs/formats.md#exclusions)"),
        reject(
            "quantity",
            "0",
            "quantity '0' is below 1; to take usage back, exclude it (docs/formats.md#exclusions)"),
        reject(
            "quantity",
            "1.0",
            "quantity '1.0' is not an integer: give a whole number without decimals or exponent"),
        reject(
            "quantity",
            "1e3",
            "quantity '1e3' is not an integer: give a whole number without decimals or exponent"),
        reject(
            "quantity",
            "1000000000001",
            "quantity '1000000000001' is above 10^12: divide it over several usages"),
        reject(
            "quantity",
            "1" + "0".repeat(99),
            "quantity '1"
                + "0".repeat(79)
                + "…' has 100 characters: at most 40 are allowed, write it shorter"),
        reject("quantity", "'1'", "quantity is \"1\": give a JSON number without quotes"),
        reject("quantity", "true", "quantity is true: give a JSON number without quotes"),
        reject(
            "containsAI",
            "'Some'",
            "containsAI 'Some' is none of All, Partly, None: leave it out if it is unknown"),
        reject(
            "containsAI",
            "''",
            "containsAI '' is none of All, Partly, None: leave it out if it is unknown"),
        reject("output", "''", "output is empty: give 1 to 64 printable characters"),
        reject(
            "contributions",
            "[]",
            "contributions are missing: give at least one, or the output they stand under"),
        reject(
            "contributions",
            "null",
            "contributions are missing: give at least one, or the output they stand under"),
        reject("contributions", "{}", "contributions is {…}: give an array of objects"),
        reject("contributions", "['a']", "contributions is \"a\": give an array of objects"),
        reject("contributions", "[[]]", "contributions is […]: give an array of objects"),
        reject(
            "contributions",
            "[{'weight':1}]",
            "contribution 1 names neither asset nor party: give one"),
        reject(
            "contributions",
            "[{'asset':'a','party':'p','weight':1}]",
            "contribution 1 names asset 'a' and party 'p': give one of them"),
        reject(
            "contributions",
            "[{'asset':'a'}]",
            "weight of contribution 1 is missing: give a decimal from 0 to 1"),
        reject(
            "contributions",
            "[{'asset':'a','weight':null}]",
            "weight is null: give a JSON number without quotes"),
        reject(
            "contributions",
            "[{'asset':'a','weight':'1'}]",
            "weight is \"1\": give a JSON number without quotes"),
        reject(
            "contributions",
            "[{'asset':'a','weight':1.5}]",
            "weight '1.5' is above 1: give a decimal from 0 to 1"),
        reject(
            "contributions",
            "[{'asset':'a','weight':-0.5}]",
            "weight '-0.5' is below 0: give a decimal from 0 to 1"),
        reject(
            "contributions",
            "[{'asset':'a','weight':1e400}]",
            "weight '1e400' is above 1: give a decimal from 0 to 1"),
        reject(
            "contributions",
            "[{'asset':'a','weight':1e-400}]",
            "weight '1e-400' has more than 12 decimals: round the usage's weights to 12"),
        reject(
            "contributions",
            "[{'asset':'a','weight':1e-999999999999999999}]",
            "weight '1e-999999999999999999' has more than 12 decimals: round the usage's weights to"
                + " 12"),
        reject(
            "contributions",
            "[{'asset':'a','weight':0.0000000000001}]",
            "weight '0.0000000000001' has more than 12 decimals: round the usage's weights to 12"),
        reject(
            "contributions",
            "[{'asset':'a','weight':0." + "3".repeat(98) + "}]",
            "weight '0."
                + "3".repeat(78)
                + "…' has 100 characters: at most 40 are allowed, write it shorter"),
        reject(
            "contributions",
            "[{'asset':'a','weight':0.5},{'asset':'b','weight':0.4}]",
            "weights sum to '0.9', not to 1: correct them, or let the offering normalise"
                + " (docs/formats.md#offerings)"),
        reject(
            "contributions",
            "[{'asset':'a','weight':1},{'asset':'b','weight':1}]",
            "weights sum to '2', not to 1: correct them, or let the offering normalise"
                + " (docs/formats.md#offerings)"),
        reject("contributions", "[{'asset':'a','role':7,'weight':1}]", "role is 7: give a string"),
        reject(
            "contributions",
            "[{'asset':'a','role':'" + "r".repeat(65) + "','weight':1}]",
            "role '" + "r".repeat(65) + "' has 65 characters: " + codes),
        reject(
            "contributions",
            "[{'asset':'a','weight':1,'share':1}]",
            "field 'share' is unknown in a contribution: leave it out, or correct it to one of"
                + " asset, party, role, weight"),
        reject(
            "contributions",
            "[{'asset':'a','weight':1,'weight':1}]",
            "field 'weight' stands twice in a contribution: give it once"),
        reject(
            "contributions",
            "[{'asset':'a','usageId':'x','weight':1}]",
            "field 'usageId' is unknown in a contribution: leave it out, or correct it to one of"
                + " asset, party, role, weight"),
        reject("attribution", "'acme'", "attribution is \"acme\": give an object"),
        reject(
            "attribution",
            "{'confidence':1.01}",
            "confidence '1.01' is above 1: give a decimal from 0 to 1"),
        reject(
            "attribution",
            "{'confidence':'high'}",
            "confidence is \"high\": give a JSON number without quotes"),
        reject(
            "attribution",
            "{'confidence':1e-33}",
            "confidence '1e-33' has more than 32 decimals: round it"),
        reject(
            "attribution",
            "{'model':'x'}",
            "field 'model' is unknown in an attribution: leave it out, or correct it to one of"
                + " provider, method, version, confidence"),
        reject(
            "attribution",
            "{'method':'m','method':'m'}",
            "field 'method' stands twice in an attribution: give it once"),
        reject(
            "attribution",
            "{'method':'" + "m".repeat(257) + "'}",
            "method '"
                + "m".repeat(80)
                + "…' has 257 characters: at most 256 are allowed, shorten it"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rejects")
  void a_bad_value_is_rejected_with_what_the_value_the_rule_and_the_way_out(
      String field, String value, String reason) {
    assertThat(reason(with(field, value))).isEqualTo(reason);
  }

  static Stream<Arguments> brokenLines() {
    return Stream.of(
        Arguments.of("", "line is not a JSON object: write one usage in braces on each line"),
        Arguments.of("[]", "line is not a JSON object: write one usage in braces on each line"),
        Arguments.of("null", "line is not a JSON object: write one usage in braces on each line"),
        Arguments.of("{}", "usageId is missing: every usage needs one"),
        Arguments.of(
            UsageLines.FULL + "{}", "line goes on after the usage: write one usage on each line"),
        Arguments.of(UsageLines.FULL + ",", "line is not JSON at character"),
        Arguments.of(UsageLines.FULL.substring(0, 100), "line is not JSON, it breaks off behind '"),
        Arguments.of("not json", "line is not JSON at character 1, near 'not json': correct it"),
        Arguments.of("{\"usageId\":NaN}", "line is not JSON at character"),
        Arguments.of("{\"usageId\":\"a\tb\"}", "line is not JSON at character"),
        Arguments.of("{\"usageId\":01}", "line is not JSON at character"),
        Arguments.of("{'usageId':'u'}", "line is not JSON at character"),
        Arguments.of(
            "{\"usageId\":\"u\",\"usageId\":\"u\"}",
            "field 'usageId' stands twice in a usage: give it once"),
        Arguments.of(
            "{\"usageid\":\"u\"}",
            "field 'usageid' is unknown in a usage: leave it out, or correct it to one of usageId,"
                + " usedAt, "),
        Arguments.of("{\"weight\":1}", "field 'weight' is unknown in a usage: leave it out"),
        Arguments.of("[".repeat(500_000), "line is not a JSON object"),
        Arguments.of(
            "{\"contributions\":" + "[".repeat(500_000),
            "contributions is […]: give an array of objects"),
        Arguments.of("{\"usageId\":\"" + "x".repeat(100_000) + "\"}", "usageId 'xxx"),
        Arguments.of("{\"" + "x".repeat(100_000) + "\":1}", "field 'xxx"),
        Arguments.of("{\"quantity\":" + "1".repeat(100_000) + "}", "quantity '111"));
  }

  @ParameterizedTest
  @MethodSource("brokenLines")
  void a_broken_line_is_rejected(String line, String reason) {
    assertThat(reason(line)).startsWith(reason).hasSizeLessThan(500);
  }

  @Test
  void each_field_a_usage_needs_is_asked_for() {
    for (String field : new String[] {"usageId", "usedAt", "useType", "offering", "territory"}) {
      assertThat(reason(UsageLines.FULL.replaceFirst("\"" + field + "\":\"[^\"]*\",", "")))
          .isEqualTo(field + " is missing: every usage needs one");
    }
  }

  @Test
  void a_line_that_is_not_utf_8_is_rejected() {
    byte[] latin =
        UsageLines.FULL.replace("l-42", "Bj\u00F6rk").getBytes(Charset.forName("ISO-8859-1"));

    assertThat(parser.parse(latin, 0, latin.length, new UsageBlock.Builder()))
        .endsWith(" is not UTF-8: save the file as UTF-8 and import it again");
  }

  @Test
  void weights_that_sum_to_nothing_cannot_be_normalised() {
    assertThat(reason(weights("norm", "0", "0")))
        .isEqualTo("weights sum to '0': give at least one above 0");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_valid_line_is_accepted_however_it_is_written(long seed) {
    UsageLines lines = new UsageLines(seed);
    for (int i = 0; i < 200; i++) {
      assertBothWaysSay(lines.valid().replace("\"exact\"", "\"norm\""), true);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_damaged_line_is_rejected_or_read_the_same_both_ways_and_never_breaks_the_program(
      long seed) {
    UsageLines lines = new UsageLines(seed);
    for (int i = 0; i < 500; i++) {
      assertBothWaysSay(lines.damaged(), false);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_line_with_damaged_bytes_is_rejected_or_read_the_same_both_ways(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] full = UsageLines.FULL.getBytes(UTF_8);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = full.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      if (random.nextBoolean()) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }

      assertBothWaysSay(bytes, 0, bytes.length, false);
    }
  }

  /** A parser remembers words by their ends: a word of 16 bytes has the ends of longer ones. */
  @Test
  void an_id_is_never_taken_for_a_longer_one_that_begins_and_ends_like_it() {
    String of16 = "USRC17607839-SE1";
    for (int i = 0; i < 60_000; i++) { // some of them fall on the place of the first
      String longer = of16.substring(0, 8) + "%08d".formatted(i) + of16.substring(8);
      for (String asset : List.of(longer, of16)) {
        UsageBlock block =
            accepted(with("contributions", "[{'asset':'" + asset + "','weight':1}]"));
        assertThat(block.word(block.target(0))).isEqualTo(asset);
      }
    }
  }

  @Test
  void every_line_cut_short_is_rejected_wherever_it_stands_in_the_buffer() {
    byte[] twice = (UsageLines.FULL + UsageLines.FULL).getBytes(UTF_8);
    for (int length = 0; length < UsageLines.FULL.length() - 1; length++) {
      assertThat(parser.parse(twice, 0, length, new UsageBlock.Builder())).isNotNull();
      assertThat(
              parser.parse(twice, length + 1, twice.length - length - 1, new UsageBlock.Builder()))
          .isNotNull();
    }
  }

  private void assertBothWaysSay(String line, boolean good) {
    byte[] bytes = ("}" + line + "\n{\"").getBytes(UTF_8);
    assertBothWaysSay(bytes, 1, bytes.length - 4, good);
    byte[] alone = line.getBytes(UTF_8);
    assertBothWaysSay(alone, 0, alone.length, good);
  }

  private void assertBothWaysSay(byte[] bytes, int offset, int length, boolean good) {
    UsageBlock.Builder fast = new UsageBlock.Builder();
    UsageBlock.Builder slow = new UsageBlock.Builder();

    String fastReason = parser.parse(bytes, offset, length, fast);
    String slowReason = byJackson.parse(bytes, offset, length, slow);

    String line = new String(bytes, offset, length, UTF_8);
    assertThat(fastReason).as(line).isEqualTo(slowReason);
    assertThat(said(fast.build())).as(line).isEqualTo(said(slow.build()));
    assertThat(fast.size()).as(line).isEqualTo(fastReason == null ? 1 : 0);
    if (good) {
      assertThat(fastReason).as(line).isNull();
    }
  }

  private static Offering.@Nullable Weights rule(String offering) {
    return switch (offering) {
      case "ai-remix", "exact" -> Offering.Weights.EXACT;
      case "norm" -> Offering.Weights.NORMALISE;
      default -> null;
    };
  }

  private static Arguments reject(String field, String value, String reason) {
    return Arguments.of(field, value, reason);
  }

  /** The full line with another value of a field, or with one more field. */
  private static String with(String field, String value) {
    String[] fields =
        Arrays.stream(
                UsageLines.FULL
                    .replaceFirst("^\\{", "")
                    .replaceFirst("}$", "")
                    .split(
                        ",(?=\"(usedAt|useType|offering|territory|listener|quantity|modelVersion"
                            + "|containsAI|contributions|attribution)\")"))
            .filter(it -> !it.startsWith("\"" + field + "\""))
            .toArray(String[]::new);
    return "{" + String.join(",", fields) + ",\"" + field + "\":" + value.replace('\'', '"') + "}";
  }

  private static String weights(String offering, String... weights) {
    return with(
            "contributions",
            IntStream.range(0, weights.length)
                .mapToObj(it -> "{'asset':'a%d','weight':%s}".formatted(it, weights[it]))
                .collect(Collectors.joining(",", "[", "]")))
        .replace("ai-remix", offering);
  }

  private UsageBlock accepted(String line) {
    UsageBlock.Builder block = new UsageBlock.Builder();
    assertThat(parse(parser, line.replace('\'', '"'), block)).isNull();
    return block.build();
  }

  private String reason(String line) {
    UsageBlock.Builder block = new UsageBlock.Builder();
    String reason = parse(parser, line, block);
    assertThat(block.size()).isZero();
    return Objects.requireNonNull(reason, line);
  }

  private static @Nullable String parse(
      UsageLineParser parser, String line, UsageBlock.Builder block) {
    byte[] bytes = line.getBytes(UTF_8);
    return parser.parse(bytes, 0, bytes.length, block);
  }

  private static Stream<String> contributions(UsageBlock block) {
    return IntStream.range(block.firstContribution(0), block.endContribution(0))
        .mapToObj(
            it ->
                "%s %s %s %d %d"
                    .formatted(
                        block.byParty(it) ? "party" : "asset",
                        block.word(block.target(it)),
                        block.word(block.role(it)),
                        block.given(it),
                        block.used(it)));
  }

  private static String said(UsageBlock block) {
    StringBuilder said = new StringBuilder();
    HexFormat hex = HexFormat.of();
    for (int row = 0; row < block.size(); row++) {
      hex.formatHex(said, CanonicalUsage.header(block, row));
      int count = block.endContribution(row) - block.firstContribution(row);
      for (int c = 0; c < count; c++) {
        hex.formatHex(said.append('\n'), CanonicalUsage.contribution(block, row, c));
      }
      said.append('\n');
    }
    return said.toString();
  }
}
