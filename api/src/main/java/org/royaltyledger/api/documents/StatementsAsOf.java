package org.royaltyledger.api.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.money.Fractions;
import org.royaltyledger.ledger.party.Parties;
import org.royaltyledger.ledger.royalty.RunResult;
import org.royaltyledger.ledger.royalty.State;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.projections.asof.AsKnown;
import org.royaltyledger.projections.run.KnownMonth;
import org.royaltyledger.projections.statement.Statement;
import tools.jackson.databind.JsonNode;

/**
 * What parties earned of a month's revenue as it was known then, as it is known now, and the
 * difference; amounts are plain decimals in the currency's own.
 *
 * @param asOf as it was asked
 * @param statements by party and currency; each that has anything then or now
 * @param states money of the month by currency and state, without those that are 0 then and now
 * @param events that could have made the difference, by place
 */
public record StatementsAsOf(
    String period,
    String asOf,
    Known then,
    Known now,
    List<OfParty> statements,
    List<OfState> states,
    List<CameEvent> events) {

  public StatementsAsOf {
    statements = List.copyOf(statements);
    states = List.copyOf(states);
    events = List.copyOf(events);
  }

  /**
   * What could be said at a state of the log.
   *
   * @param state of the month: {@code closed}; {@code open}, so that figures are of a close that
   *     could have been made; or {@code unknown} if it was open and could not be calculated
   * @param why it cannot be calculated; null if it can
   */
  public record Known(long place, @Nullable String at, String state, @Nullable String why) {
    public boolean nothingToSay() {
      return state.equals(UNKNOWN);
    }

    public String told() {
      return new LogState(place, at).told();
    }

    private Known withoutOthers() {
      return new Known(
          place, at, state, why == null ? null : "the month could not be calculated then");
    }
  }

  private static final String UNKNOWN = "unknown";

  /**
   * @param then null if that is unknown, as is what follows from it
   */
  public record OfParty(
      String party,
      String name,
      String currency,
      @Nullable Figures then,
      @Nullable Figures now,
      @Nullable String difference,
      List<Line> lines) {
    public OfParty {
      lines = List.copyOf(lines);
    }
  }

  /**
   * @param total what the party earned, by all that was known
   * @param booked how much of that closes had booked
   * @param held what claims held back, beside the total
   */
  public record Figures(String total, String booked, String held) {}

  /** Of a statement, with its other fields as there. */
  public record Line(
      String offering,
      String territory,
      String territoryOfUse,
      String useType,
      @Nullable String asset,
      String licence,
      int part,
      String usedIn,
      String share,
      boolean held,
      @Nullable Part then,
      @Nullable Part now,
      @Nullable Part difference) {}

  /**
   * @param amount rounded half up to 12 decimals, for reading
   * @param exact as {@code p/q}
   */
  public record Part(String units, String amount, String exact) {}

  /** Money of a currency in a state. */
  public record OfState(
      String currency,
      String state,
      @Nullable String then,
      @Nullable String now,
      @Nullable String difference) {}

  /** Whose money of which currency. */
  private record Key(PartyId party, String currency) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byParty = party.compareTo(other.party);
      return byParty != 0 ? byParty : currency.compareTo(other.currency);
    }

    BigDecimal zero() {
      return BigDecimal.ZERO.setScale(Currencies.of(currency).getDefaultFractionDigits());
    }
  }

  /**
   * @param parties whose
   * @param names of parties, by id
   */
  public static StatementsAsOf of(
      AsKnown.Month known, String asOf, Parties parties, Function<String, String> names) {
    KnownMonth then = known.month().then();
    KnownMonth now = known.month().now();
    SortedMap<Key, Sums> before = sums(then);
    SortedMap<Key, Sums> after = sums(now);
    Map<Key, Map<RunResult.Line, Lines>> lines = lines(then.said(), now.said());
    var all = new TreeMap<Key, Sums>(before);
    all.putAll(after);
    var statements = new ArrayList<OfParty>();
    for (Key key : all.keySet()) {
      if (parties.contains(key.party.code())) {
        Sums one = then.said() == null ? null : before.getOrDefault(key, Sums.none(key));
        Sums other = now.said() == null ? null : after.getOrDefault(key, Sums.none(key));
        statements.add(
            new OfParty(
                key.party.code(),
                names.apply(key.party.code()),
                key.currency,
                one == null ? null : one.figures(),
                other == null ? null : other.figures(),
                one == null || other == null
                    ? null
                    : other.total.subtract(one.total).toPlainString(),
                lines.getOrDefault(key, Map.of()).entrySet().stream()
                    .map(it -> line(it.getKey(), it.getValue(), then, now))
                    .toList()));
      }
    }
    return new StatementsAsOf(
        known.month().period().toString(),
        asOf,
        said(LogState.of(known.span().then()), then),
        said(LogState.of(known.span().now()), now),
        statements,
        states(then.said(), now.said()),
        CameEvent.of(known));
  }

  /** Without what tells of the money or the facts of others. */
  public StatementsAsOf withoutOthers() {
    return new StatementsAsOf(
        period, asOf, then.withoutOthers(), now.withoutOthers(), statements, List.of(), List.of());
  }

  /** Written, and read, by its records alone: all their fields are always there. */
  public JsonNode json() {
    return Json.valued(this);
  }

  private static Known said(LogState at, KnownMonth month) {
    return new Known(
        at.place(),
        at.at(),
        month.isClosed() ? "closed" : month.result() == null ? UNKNOWN : "open",
        month.why() == null ? null : month.why().getMessage());
  }

  private record Sums(BigDecimal total, BigDecimal booked, BigDecimal held) {
    static Sums none(Key key) {
      return new Sums(key.zero(), key.zero(), key.zero());
    }

    Sums plus(BigDecimal moreTotal, BigDecimal moreBooked, BigDecimal moreHeld) {
      return new Sums(total.add(moreTotal), booked.add(moreBooked), held.add(moreHeld));
    }

    Figures figures() {
      return new Figures(total.toPlainString(), booked.toPlainString(), held.toPlainString());
    }
  }

  private static SortedMap<Key, Sums> sums(KnownMonth month) {
    var sums = new TreeMap<Key, Sums>();
    RunResult said = month.said();
    if (said == null) {
      return sums;
    }
    for (RunResult.Pool pool : said.pools()) {
      BigDecimal none = BigDecimal.ZERO;
      pool.parties().forEach((party, it) -> add(sums, party, pool, it, none, none));
      pool.held().forEach((party, it) -> add(sums, party, pool, none, none, it));
    }
    if (month.booked() != null) {
      for (RunResult.Pool pool : month.booked().pools()) {
        pool.parties()
            .forEach((party, it) -> add(sums, party, pool, BigDecimal.ZERO, it, BigDecimal.ZERO));
      }
    }
    return sums;
  }

  private static void add(
      SortedMap<Key, Sums> sums,
      PartyId party,
      RunResult.Pool pool,
      BigDecimal total,
      BigDecimal booked,
      BigDecimal held) {
    var key = new Key(party, pool.currency().getCurrencyCode());
    sums.put(key, sums.getOrDefault(key, Sums.none(key)).plus(total, booked, held));
  }

  /** A line's figures then and now. */
  private record Lines(RunResult.@Nullable Line then, RunResult.@Nullable Line now) {}

  /** By what a line says beside its figures, those of now first. */
  private static Map<Key, Map<RunResult.Line, Lines>> lines(
      @Nullable RunResult then, @Nullable RunResult now) {
    Map<Key, Map<RunResult.Line, Lines>> lines = new LinkedHashMap<>();
    if (now != null) {
      for (RunResult.Line it : now.lines()) {
        if (it.party() != null) {
          ofKey(lines, it).put(withoutFigures(it), new Lines(null, it));
        }
      }
    }
    if (then != null) {
      for (RunResult.Line it : then.lines()) {
        if (it.party() != null) {
          ofKey(lines, it)
              .merge(
                  withoutFigures(it),
                  new Lines(it, null),
                  (newer, older) -> new Lines(older.then, newer.now));
        }
      }
    }
    return lines;
  }

  private static Map<RunResult.Line, Lines> ofKey(
      Map<Key, Map<RunResult.Line, Lines>> lines, RunResult.Line it) {
    return lines.computeIfAbsent(
        new Key(Objects.requireNonNull(it.party()), it.currency().getCurrencyCode()),
        _ -> new LinkedHashMap<>());
  }

  private static RunResult.Line withoutFigures(RunResult.Line it) {
    return new RunResult.Line(
        it.party(),
        it.currency(),
        it.offering(),
        it.territory(),
        it.territoryOfUse(),
        it.useType(),
        it.asset(),
        it.licence(),
        it.part(),
        it.usedIn(),
        BigDecimal.ZERO,
        it.share(),
        it.held(),
        BigFraction.ZERO);
  }

  private static Line line(RunResult.Line it, Lines lines, KnownMonth then, KnownMonth now) {
    RunResult.Line one = lines.then == null ? it : lines.then;
    RunResult.Line other = lines.now == null ? it : lines.now;
    boolean bothKnown = then.said() != null && now.said() != null;
    return new Line(
        it.offering().code(),
        it.territory().code(),
        it.territoryOfUse().code(),
        it.useType(),
        it.asset() == null ? null : it.asset().code(),
        it.licence().code(),
        it.part(),
        it.usedIn().toString(),
        it.share().toPlainString(),
        it.held(),
        then.said() == null ? null : part(one.units(), one.exact()),
        now.said() == null ? null : part(other.units(), other.exact()),
        bothKnown
            ? part(other.units().subtract(one.units()), other.exact().subtract(one.exact()))
            : null);
  }

  private static Part part(BigDecimal units, BigFraction exact) {
    return new Part(
        Fractions.plain(units).toPlainString(),
        Statement.Line.readable(exact).toPlainString(),
        Fractions.text(exact));
  }

  private static List<OfState> states(@Nullable RunResult then, @Nullable RunResult now) {
    SortedMap<String, SortedMap<State, BigDecimal>> before = states(then);
    SortedMap<String, SortedMap<State, BigDecimal>> after = states(now);
    var states = new ArrayList<OfState>();
    var currencies = new TreeMap<>(before);
    currencies.putAll(after);
    for (String currency : currencies.keySet()) {
      BigDecimal zero =
          BigDecimal.ZERO.setScale(Currencies.of(currency).getDefaultFractionDigits());
      for (State state : State.values()) {
        BigDecimal one = before.getOrDefault(currency, new TreeMap<>()).getOrDefault(state, zero);
        BigDecimal other = after.getOrDefault(currency, new TreeMap<>()).getOrDefault(state, zero);
        if (one.signum() != 0 || other.signum() != 0) {
          states.add(
              new OfState(
                  currency,
                  state.written(),
                  then == null ? null : one.toPlainString(),
                  now == null ? null : other.toPlainString(),
                  then == null || now == null ? null : other.subtract(one).toPlainString()));
        }
      }
    }
    return states;
  }

  private static SortedMap<String, SortedMap<State, BigDecimal>> states(
      @Nullable RunResult result) {
    var states = new TreeMap<String, SortedMap<State, BigDecimal>>();
    if (result != null) {
      result
          .states()
          .forEach(
              it ->
                  states
                      .computeIfAbsent(it.currency().getCurrencyCode(), _ -> new TreeMap<>())
                      .put(it.state(), it.amount()));
    }
    return states;
  }
}
