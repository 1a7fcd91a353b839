package org.royaltyledger.ledger.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.royaltyledger.ledger.intake.batch.FileKind;
import org.royaltyledger.ledger.value.Refused;

/** Files damaged at random: no failure but a refusal, and each line counted once. */
class IntakeFuzzTest {

  record Sample(String file, String content) {}

  private static final List<Sample> SAMPLES =
      List.of(
          new Sample(
              "parties.csv",
              """
              partyId,name,kind,country,currency
              a,A,LABEL,SE,EUR
              "b","B ""x"" c",ARTIST,,
              a,A,WRITER,,
              """),
          new Sample(
              "memberships.csv",
              """
              partyId,memberOf,from,to
              ben,aurora,2026-01-01,
              aurora,agency,2026-01-01,2026-02-01
              """),
          new Sample(
              "offerings.csv",
              """
              offering,service,scope,uncovered,weights
              x,acme,PLAY,,
              y,acme,VOICE,EXCLUDE,EXACT
              """),
          new Sample(
              "assets.csv",
              """
              assetId,kind,title,artist,isrc,iswc,controller,containsAI
              x,RECORDING,"T, t",Ben,USRC17607839,,ben,All
              """),
          new Sample(
              "splits.csv",
              """
              assetId,territory,partyId,share,from,to
              song,SE,ben,60,2026-01-01,
              song,SE,UNCLAIMED,40,2026-01-01,
              tune,SE,ben,100,2026-01-01,
              """),
          new Sample(
              "licences.json",
              """
              [{"licenceId":"l","licensor":"agency","offering":"ai-remix","useTypes":["U"],
              "territories":["SE"],"assets":["song"],"modelVersions":"*","from":"2026-01-01",
              "to":null,"base":"SHARE",
              "parts":[{"terms":{"sum":[{"flat":["1","EUR"]}]},"allocation":"EQUAL"}]},
              {}]
              """),
          new Sample(
              "consents.csv",
              """
              partyId,assetId,scope,from,to,decision
              ben,*,REMIX,2026-01-01,,OPT_IN
              """),
          new Sample(
              "claims.csv",
              """
              claim,assetId,territory,partyId,kind,share,against,holds,status,from,to,evidence
              c-1,song,SE,ben,SHARE,12.5,,SHARE,OPEN,2026-01-01,,case 7
              """),
          new Sample(
              "policies.csv",
              """
              offering,rule,subject,from,to,value,months,status
              ai-remix,MIN_STREAMS,,2026-01-01,,1000,12,
              ai-remix,BOOST,asset:song,2026-01-01,2027-01-01,1.5,,IN_FORCE
              ai-remix,FREE_TRIAL,listener:l-1,2026-01-01,,,,WITHDRAWN
              """),
          new Sample(
              "revenue.csv",
              """
              period,offering,territory,currency,netRevenue
              2026-10,ai-remix,SE,EUR,1.00
              2026-10,ai-remix,SE,SEK,1.00
              """),
          new Sample(
              "rates.csv",
              """
              date,from,to,rate,source
              2026-10-31,EUR,SEK,11.5,ECB
              """),
          new Sample(
              "contracts.json",
              """
              [{"contractId":"deal-2","parties":["ben"],"basis":"FROM_SHARE","income":{"assets":
              ["song"]},"recoups":{"offerings":"*"},"from":"2026-01-01","to":null,
              "fees":[{"reason":"distribution","percent":"12.5","to":"agency"}],"group":"g",
              "crosses":"ALL","reserve":{"percent":"10","releases":[{"after":3,"percent":"100"}]},
              "directions":[{"to":"agency","percent":"5"}],"payableWhenRecouped":["deal"]},
              {}]
              """),
          new Sample(
              "advances.csv",
              """
              advance,contracts,kind,date,currency,amount,paidBy,evidence
              a-1,deal|deal,COST,2026-01-31,EUR,25.50,agency,letter 3
              """),
          new Sample(
              "payees.csv",
              """
              partyId,from,to,currency,treaty
              ben,2026-01-01,2027-01-01,SEK,certificate 7
              """),
          new Sample(
              "minimums.csv",
              """
              partyId,currency,from,to,amount
              *,EUR,2026-01-01,,25.00
              ben,JPY,2026-01-01,,100
              """),
          new Sample(
              "taxes.csv",
              """
              country,from,to,rate,treatyRate,source
              SE,2026-01-01,,30,5.5,treaty
              """),
          new Sample(
              "bankdetails.csv",
              """
              partyId,holder,iban,bic,account,bankCode,bankCountry
              ben,"Ben, Jr",DE89370400440532013000,COBADEFFXXX,,,
              agency,Agency,,,12-345 6,021000021,US
              ben,,,,,,
              """),
          new Sample(
              "taxdetails.csv",
              """
              partyId,taxId,vatId,taxCountry
              ben,12/345/67890,DE136695976,DE
              agency,,,
              """),
          new Sample(
              "exclusions.csv",
              """
              exclusion,reason,evidence,decision,usageId,asset,listener,source,from,to
              x-1,FRAUD,"case 7, page 2",,u-1,,,,,
              x-2,SPAM,case 8,EXCLUDE,,song,l-1,acme,2026-10-01,2026-11-01
              x-1,FRAUD,appeal 7,REINSTATE,,,,,,
              """),
          new Sample(
              "outputs.ndjson",
              """
              {"output":"o","contributions":[{"asset":"a","weight":0.5},{"party":"p","weight":5e-1}]}
              {"output":"p","containsAI":"All","attribution":{"confidence":0.9}}
              """));

  private static final String SEEDS_OF_TROUBLE =
      "\",\n\r\\{}[]:*0-.eE\u0000\u00e9\ud83d\ude00\ufeff'";

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  static Stream<Sample> samples() {
    return SAMPLES.stream();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_damaged_file_is_refused_or_counted_to_the_last_line(long seed) {
    var random = new SplittableRandom(seed);
    for (Sample sample : SAMPLES) {
      byte[] damaged = damage(sample.content().getBytes(StandardCharsets.UTF_8), random);
      var importing = Importing.withCatalogue();
      try {
        FileReport report = importing.bytes(sample.file(), damaged);

        assertThat(importing.rejects()).hasSize((int) report.rejected());
        assertThat(importing.written.stream().mapToInt(it -> it.lines().size()).sum())
            .isEqualTo((int) report.accepted());
        assertThat(importing.rejects().stream().map(Reject::reason))
            .allMatch(it -> !it.isBlank() && !it.equals("null"));

        FileReport again = importing.bytes(sample.file(), damaged);
        assertThat(again.accepted()).isZero();
        assertThat(again.repeated()).isEqualTo(report.accepted() + report.repeated());
      } catch (Refused e) {
        assertThat(e.code()).isEqualTo(Refused.Code.BAD_INPUT);
        assertThat(importing.written).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_undamaged_file_is_taken(Sample sample) {
    FileReport report =
        Importing.withCatalogue()
            .bytes(sample.file(), sample.content().getBytes(StandardCharsets.UTF_8));
    assertThat(report.accepted()).isPositive();
  }

  @Test
  void every_kind_of_facts_is_damaged_here() {
    assertThat(SAMPLES.stream().map(it -> FileKind.of(Path.of(it.file()))))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(FileKind.values())
                .filter(it -> it.content() instanceof FileKind.Facts)
                .toList());
  }

  private static byte[] damage(byte[] whole, SplittableRandom random) {
    byte[] bytes = whole;
    for (int times = random.nextInt(1, 5); times > 0; times--) {
      int at = random.nextInt(bytes.length + 1);
      var damaged = new ByteArrayOutputStream();
      damaged.write(bytes, 0, at);
      int rest = at;
      switch (random.nextInt(5)) {
        case 0 -> rest = Math.min(bytes.length, at + random.nextInt(1, 10));
        case 1 -> damaged.write(random.nextInt(256));
        case 2 -> {
          int place = random.nextInt(SEEDS_OF_TROUBLE.length());
          damaged.writeBytes(
              SEEDS_OF_TROUBLE.substring(place, place + 1).getBytes(StandardCharsets.UTF_8));
        }
        case 3 -> {
          int from = random.nextInt(bytes.length + 1);
          damaged.write(bytes, from, Math.min(bytes.length - from, random.nextInt(60)));
        }
        default -> {
          damaged.write(random.nextInt(256));
          rest = Math.min(bytes.length, at + 1);
        }
      }
      damaged.write(bytes, rest, bytes.length - rest);
      bytes = damaged.toByteArray();
    }
    return bytes;
  }
}
