package org.royaltyledger.ledger.store.block;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.revenue.ExchangeRate;
import org.royaltyledger.ledger.royalty.RunBlock;
import org.royaltyledger.ledger.royalty.RunEvent;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.royalty.State;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Period;
import org.royaltyledger.ledger.value.Territory;

/** Blocks of a run's result to stored bytes and back, by schemas {@code run-block-N.avsc}. */
public final class RunBlockCodec {

  /** The newest, which blocks are written with; what older ones lack is null. */
  private static final Schema SCHEMA = StoredSchemas.RUN_BLOCKS.getFirst();

  private static final Schema RATE =
      SCHEMA.getField("rates").schema().getTypes().getLast().getElementType();
  private static final String WITHOUT_REVENUE = "without-revenue";
  private static final String EXCLUDED = "excluded";
  private static final String RETAINED_BELOW_ZERO = "retained-below-zero";

  private RunBlockCodec() {}

  public static byte[] write(RunEvent.RunBlockRecorded event) {
    return StoredSchemas.wrap(SCHEMA, content(event));
  }

  /** What is stored of it, before compression. */
  public static byte[] content(RunEvent.RunBlockRecorded event) {
    RunResult part = event.block().part();
    GenericRecord datum = new GenericData.Record(SCHEMA);
    datum.put("runId", event.runId());
    datum.put("number", event.number());
    datum.put("period", part.period().toString());
    datum.put("rows", part.rows().stream().map(RunBlockCodec::row).toList());
    datum.put("pools", part.pools().stream().map(RunBlockCodec::pool).toList());
    datum.put("lines", part.lines().stream().map(RunBlockCodec::line).toList());
    datum.put("waiting", part.waiting().stream().map(RunBlockCodec::waiting).toList());
    datum.put("notices", part.notices().stream().map(RunBlockCodec::notice).toList());
    if (part.rates() != null) {
      datum.put("rates", part.rates().stream().map(RunBlockCodec::rate).toList());
    }
    var bytes = new ByteArrayOutputStream(1 << 16);
    try {
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(SCHEMA).write(datum, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws org.royaltyledger.ledger.value.Refused STORE_UNREADABLE if the bytes are damaged
   */
  public static RunEvent.RunBlockRecorded read(byte[] stored) {
    StoredSchemas.Datum written = StoredSchemas.unwrap(StoredSchemas.RUN_BLOCKS, stored);
    GenericRecord datum;
    try {
      datum =
          new GenericDatumReader<GenericRecord>(written.schema(), SCHEMA)
              .read(null, DecoderFactory.get().binaryDecoder(written.bytes(), null));
    } catch (IOException | RuntimeException e) {
      throw StoredSchemas.damaged("block of a run", e);
    }
    Period period = Period.parse(text(datum, "period"));
    var part =
        new RunResult(
            period,
            list(datum, "rows").stream().map(RunBlockCodec::row).toList(),
            list(datum, "pools").stream().map(RunBlockCodec::pool).toList(),
            list(datum, "lines").stream().map(RunBlockCodec::line).toList(),
            list(datum, "waiting").stream().map(RunBlockCodec::waiting).toList(),
            list(datum, "notices").stream().map(RunBlockCodec::notice).toList(),
            datum.get("rates") == null
                ? null
                : list(datum, "rates").stream().map(RunBlockCodec::rate).toList());
    return new RunEvent.RunBlockRecorded(
        text(datum, "runId"), (Integer) datum.get("number"), new RunBlock(part));
  }

  private static GenericRecord row(RunResult.Row row) {
    GenericRecord datum = item("rows");
    datum.put("offering", row.offering().code());
    datum.put("territory", row.territory().code());
    datum.put("currency", row.currency().getCurrencyCode());
    datum.put("netRevenue", row.netRevenue().toPlainString());
    datum.put("units", row.units().toPlainString());
    datum.put("uncoveredUnits", row.uncoveredUnits().toPlainString());
    datum.put("setAside", row.setAside().toPlainString());
    datum.put("retained", row.retained().toPlainString());
    return datum;
  }

  private static RunResult.Row row(GenericRecord datum) {
    return new RunResult.Row(
        new OfferingId(text(datum, "offering")),
        new Territory(text(datum, "territory")),
        Currencies.of(text(datum, "currency")),
        decimal(datum, "netRevenue"),
        decimal(datum, "units"),
        decimal(datum, "uncoveredUnits"),
        decimal(datum, "setAside"),
        decimal(datum, "retained"));
  }

  private static GenericRecord pool(RunResult.Pool pool) {
    GenericRecord datum = item("pools");
    datum.put("licence", pool.licence().code());
    datum.put("part", pool.part());
    datum.put("offering", pool.offering().code());
    datum.put("territory", pool.territory().code());
    datum.put("currency", pool.currency().getCurrencyCode());
    datum.put("amount", pool.amount().toPlainString());
    Schema schema = datum.getSchema().getField("parties").schema().getElementType();
    var parties = new ArrayList<GenericRecord>();
    pool.parties()
        .forEach(
            (party, amount) -> {
              GenericRecord entry = new GenericData.Record(schema);
              entry.put("party", party.code());
              entry.put("amount", amount.toPlainString());
              parties.add(entry);
            });
    datum.put("parties", parties);
    var held = new ArrayList<GenericRecord>();
    pool.held()
        .forEach(
            (party, amount) -> {
              GenericRecord entry = new GenericData.Record(schema);
              entry.put("party", party.code());
              entry.put("amount", amount.toPlainString());
              held.add(entry);
            });
    datum.put("held", held);
    datum.put("noSplit", pool.noSplit().toPlainString());
    RunResult.Raised raised = pool.raised();
    if (raised != null) {
      GenericRecord by =
          new GenericData.Record(
              datum.getSchema().getField("raised").schema().getTypes().getLast());
      by.put("licence", raised.licence().code());
      by.put("from", raised.from().toString());
      by.put("own", raised.own().toPlainString());
      datum.put("raised", by);
    }
    if (pool.breakage().signum() != 0) {
      datum.put("breakage", pool.breakage().toPlainString());
    }
    return datum;
  }

  private static RunResult.Pool pool(GenericRecord datum) {
    SortedMap<PartyId, BigDecimal> parties = new TreeMap<>();
    for (GenericRecord entry : list(datum, "parties")) {
      parties.put(new PartyId(text(entry, "party")), decimal(entry, "amount"));
    }
    SortedMap<PartyId, BigDecimal> held = new TreeMap<>();
    for (GenericRecord entry : list(datum, "held")) {
      held.put(new PartyId(text(entry, "party")), decimal(entry, "amount"));
    }
    BigDecimal amount = decimal(datum, "amount");
    String breakage = textOrNull(datum, "breakage");
    return new RunResult.Pool(
        new LicenceId(text(datum, "licence")),
        (Integer) datum.get("part"),
        new OfferingId(text(datum, "offering")),
        new Territory(text(datum, "territory")),
        Currencies.of(text(datum, "currency")),
        amount,
        parties,
        held,
        decimal(datum, "noSplit"),
        breakage == null ? BigDecimal.ZERO.setScale(amount.scale()) : new BigDecimal(breakage),
        datum.get("raised") instanceof GenericRecord by
            ? new RunResult.Raised(
                new LicenceId(text(by, "licence")),
                LocalDate.parse(text(by, "from")),
                decimal(by, "own"))
            : null);
  }

  private static GenericRecord line(RunResult.Line line) {
    GenericRecord datum = item("lines");
    datum.put("party", line.party() == null ? null : line.party().code());
    datum.put("currency", line.currency().getCurrencyCode());
    datum.put("offering", line.offering().code());
    datum.put("territory", line.territory().code());
    datum.put("territoryOfUse", line.territoryOfUse().code());
    datum.put("useType", line.useType());
    datum.put("asset", line.asset() == null ? null : line.asset().code());
    datum.put("licence", line.licence().code());
    datum.put("part", line.part());
    datum.put("usedIn", line.usedIn().toString());
    datum.put("units", line.units().toPlainString());
    datum.put("share", line.share().toPlainString());
    datum.put("held", line.held());
    datum.put("exact", Fractions.text(line.exact()));
    return datum;
  }

  private static RunResult.Line line(GenericRecord datum) {
    String party = textOrNull(datum, "party");
    String asset = textOrNull(datum, "asset");
    return new RunResult.Line(
        party == null ? null : new PartyId(party),
        Currencies.of(text(datum, "currency")),
        new OfferingId(text(datum, "offering")),
        new Territory(text(datum, "territory")),
        new Territory(text(datum, "territoryOfUse")),
        text(datum, "useType"),
        asset == null ? null : new AssetId(asset),
        new LicenceId(text(datum, "licence")),
        (Integer) datum.get("part"),
        Period.parse(text(datum, "usedIn")),
        decimal(datum, "units"),
        decimal(datum, "share"),
        (Boolean) datum.get("held"),
        Fractions.parse(text(datum, "exact")));
  }

  private static GenericRecord waiting(RunResult.Waiting waiting) {
    GenericRecord datum = item("waiting");
    datum.put("offering", waiting.offering().code());
    datum.put("territory", waiting.territory().code());
    datum.put("currency", waiting.currency().getCurrencyCode());
    datum.put("state", waiting.state().written());
    datum.put("units", waiting.units().toPlainString());
    datum.put("amount", waiting.amount().toPlainString());
    Schema schema = datum.getSchema().getField("details").schema().getElementType();
    var details = new ArrayList<GenericRecord>();
    for (RunResult.Detail detail : waiting.details()) {
      GenericRecord entry = new GenericData.Record(schema);
      entry.put("kind", detail.kind().name());
      entry.put("target", detail.target());
      entry.put("units", detail.units().toPlainString());
      entry.put("usages", detail.usages());
      details.add(entry);
    }
    datum.put("details", details);
    return datum;
  }

  private static RunResult.Waiting waiting(GenericRecord datum) {
    return new RunResult.Waiting(
        new OfferingId(text(datum, "offering")),
        new Territory(text(datum, "territory")),
        Currencies.of(text(datum, "currency")),
        State.parse(text(datum, "state")),
        decimal(datum, "units"),
        decimal(datum, "amount"),
        list(datum, "details").stream()
            .map(
                entry ->
                    new RunResult.Detail(
                        RunResult.Kind.valueOf(text(entry, "kind")),
                        text(entry, "target"),
                        decimal(entry, "units"),
                        (Long) entry.get("usages")))
            .toList());
  }

  private static GenericRecord notice(RunResult.Notice notice) {
    GenericRecord datum = item("notices");
    switch (notice) {
      case RunResult.WithoutRevenue it -> {
        datum.put("kind", WITHOUT_REVENUE);
        datum.put("offering", it.offering().code());
        datum.put("territory", it.territory().code());
        datum.put("month", it.month().toString());
        datum.put("usages", it.usages());
        datum.put("amount", it.quantity().toPlainString());
      }
      case RunResult.Excluded it -> {
        datum.put("kind", EXCLUDED);
        datum.put("offering", it.offering().code());
        datum.put("territory", it.territory().code());
        datum.put("month", it.month().toString());
        datum.put("usages", it.usages());
        datum.put("amount", it.quantity().toPlainString());
      }
      case RunResult.RetainedBelowZero it -> {
        datum.put("kind", RETAINED_BELOW_ZERO);
        datum.put("offering", it.offering().code());
        datum.put("territory", it.territory().code());
        datum.put("currency", it.currency().getCurrencyCode());
        datum.put("usages", 0L);
        datum.put("amount", it.retained().toPlainString());
      }
    }
    return datum;
  }

  private static RunResult.Notice notice(GenericRecord datum) {
    var offering = new OfferingId(text(datum, "offering"));
    var territory = new Territory(text(datum, "territory"));
    String kind = text(datum, "kind");
    return switch (kind) {
      case WITHOUT_REVENUE ->
          new RunResult.WithoutRevenue(
              offering,
              territory,
              Period.parse(text(datum, "month")),
              (Long) datum.get("usages"),
              decimal(datum, "amount"));
      case EXCLUDED ->
          new RunResult.Excluded(
              offering,
              territory,
              Period.parse(text(datum, "month")),
              (Long) datum.get("usages"),
              decimal(datum, "amount"));
      case RETAINED_BELOW_ZERO ->
          new RunResult.RetainedBelowZero(
              offering,
              territory,
              Currencies.of(text(datum, "currency")),
              decimal(datum, "amount"));
      default -> throw new IllegalStateException("unknown notice " + kind);
    };
  }

  private static GenericRecord rate(ExchangeRate rate) {
    GenericRecord datum = new GenericData.Record(RATE);
    datum.put("from", rate.from().getCurrencyCode());
    datum.put("to", rate.to().getCurrencyCode());
    datum.put("rate", rate.rate().toPlainString());
    datum.put("date", rate.date().toString());
    datum.put("source", rate.source());
    return datum;
  }

  private static ExchangeRate rate(GenericRecord datum) {
    return new ExchangeRate(
        LocalDate.parse(text(datum, "date")),
        Currencies.of(text(datum, "from")),
        Currencies.of(text(datum, "to")),
        decimal(datum, "rate"),
        text(datum, "source"));
  }

  private static GenericRecord item(String array) {
    return new GenericData.Record(SCHEMA.getField(array).schema().getElementType());
  }

  @SuppressWarnings("unchecked") // arrays of records by the schema
  private static List<GenericRecord> list(GenericRecord datum, String field) {
    return (List<GenericRecord>) datum.get(field);
  }

  private static String text(GenericRecord datum, String field) {
    return datum.get(field).toString();
  }

  private static @Nullable String textOrNull(GenericRecord datum, String field) {
    Object value = datum.get(field);
    return value == null ? null : value.toString();
  }

  private static BigDecimal decimal(GenericRecord datum, String field) {
    return new BigDecimal(text(datum, field));
  }
}
