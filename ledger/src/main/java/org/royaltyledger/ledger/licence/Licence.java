package org.royaltyledger.ledger.licence;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.ledger.value.AssetId;
import org.royaltyledger.ledger.value.Currencies;
import org.royaltyledger.ledger.value.LicenceId;
import org.royaltyledger.ledger.value.OfferingId;
import org.royaltyledger.ledger.value.PartyId;
import org.royaltyledger.ledger.value.Territory;
import org.royaltyledger.ledger.value.Window;

/**
 * What a licensor allows in an offering, and at what price.
 *
 * @param assets null is every asset of the licensor and its members, written {@code "*"}
 * @param modelVersions null is every model version, and usages that name none
 * @param parts each makes a pool of its own
 * @param minimum null is none
 * @param mostFavoured the group whose better terms become its own; null is none
 * @param comparable the group in which its terms count; null is none but that of mostFavoured
 */
public record Licence(
    LicenceId id,
    PartyId licensor,
    OfferingId offering,
    SortedSet<String> useTypes,
    SortedSet<Territory> territories,
    @Nullable SortedSet<AssetId> assets,
    @Nullable SortedSet<String> modelVersions,
    Window window,
    Base base,
    WithoutListener withoutListener,
    List<Part> parts,
    @Nullable MinimumGuarantee minimum,
    @Nullable String mostFavoured,
    @Nullable String comparable) {

  /** What revenue and the like are first multiplied by. */
  public enum Base {
    /** The licence's covered units by all units of the row. */
    SHARE,
    /** What is not set aside. */
    WHOLE
  }

  /** What a usage without listener does to a model that asks for listeners. */
  public enum WithoutListener {
    REFUSE,
    OWN
  }

  /** How a pool is divided over assets and named parties. */
  public enum Allocation {
    PRO_RATA,
    USER_CENTRIC,
    SHAPLEY_INDEX,
    EQUAL,
    /** Over all assets that the licence covers, used or not. */
    EQUAL_LICENSED;

    public boolean asksForListeners() {
      return this == USER_CENTRIC || this == SHAPLEY_INDEX;
    }

    /** Whether it asks what is licensed, not what was used. */
    public boolean isOverWorks() {
      return this == EQUAL_LICENSED;
    }
  }

  /**
   * One pool: how it is made and how it is divided.
   *
   * @param guaranteed whether it is owed without any usage
   * @param fallback null is none
   */
  public record Part(
      Term terms, Allocation allocation, boolean guaranteed, @Nullable Fallback fallback) {

    /** One that is owed for what is used. */
    public Part(Term terms, Allocation allocation) {
      this(terms, allocation, false, null);
    }
  }

  /**
   * How money of usage is divided whose attribution cannot be relied on.
   *
   * @param below the confidence, 0 to 1, from which on it can
   */
  public record Fallback(BigDecimal below, Allocation allocation) {}

  /**
   * What all pools of a period come to at least.
   *
   * @param amount above 0
   * @param allocation how the shortfall is divided; null leaves it with the licensor
   */
  public record MinimumGuarantee(
      BigDecimal amount, CurrencyUnit currency, @Nullable Allocation allocation) {}

  /** One without rules for what nobody used. */
  public Licence(
      LicenceId id,
      PartyId licensor,
      OfferingId offering,
      SortedSet<String> useTypes,
      SortedSet<Territory> territories,
      @Nullable SortedSet<AssetId> assets,
      @Nullable SortedSet<String> modelVersions,
      Window window,
      Base base,
      WithoutListener withoutListener,
      List<Part> parts) {
    this(
        id,
        licensor,
        offering,
        useTypes,
        territories,
        assets,
        modelVersions,
        window,
        base,
        withoutListener,
        parts,
        null,
        null,
        null);
  }

  public Licence {
    useTypes = Collections.unmodifiableSortedSet(new TreeSet<>(useTypes));
    territories = Collections.unmodifiableSortedSet(new TreeSet<>(territories));
    assets = assets == null ? null : Collections.unmodifiableSortedSet(new TreeSet<>(assets));
    modelVersions =
        modelVersions == null
            ? null
            : Collections.unmodifiableSortedSet(new TreeSet<>(modelVersions));
    parts = List.copyOf(parts);
  }

  /** Whether some of its money is owed in each period in which it is in force. */
  public boolean isOwedWithoutUse() {
    return minimum != null || parts.stream().anyMatch(Part::guaranteed);
  }

  /** Whether its terms count in a group. */
  public boolean isComparedIn(String group) {
    return group.equals(mostFavoured) || group.equals(comparable);
  }

  /** Whether some of its money goes to assets that nobody used. */
  public boolean paysWorks() {
    return (minimum != null && minimum.allocation() != null && minimum.allocation().isOverWorks())
        || parts.stream().anyMatch(it -> it.allocation().isOverWorks() || it.fallback() != null);
  }

  public LicenceEvent.LicenceRecorded recorded() {
    return new LicenceEvent.LicenceRecorded(
        id.code(),
        licensor.code(),
        offering.code(),
        List.copyOf(useTypes),
        territories.stream().map(Territory::code).toList(),
        assets == null ? null : assets.stream().map(AssetId::code).toList(),
        modelVersions == null ? null : List.copyOf(modelVersions),
        window.from(),
        window.to(),
        base.name(),
        withoutListener.name(),
        parts.stream()
            .map(
                part ->
                    new LicenceEvent.LicencePart(
                        TermText.write(part.terms()),
                        part.allocation().name(),
                        part.guaranteed() ? true : null,
                        part.fallback() == null
                            ? null
                            : new LicenceEvent.Fallback(
                                part.fallback().below().toPlainString(),
                                part.fallback().allocation().name())))
            .toList(),
        minimum == null
            ? null
            : new LicenceEvent.MinimumGuarantee(
                minimum.amount().toPlainString(),
                minimum.currency().getCurrencyCode(),
                minimum.allocation() == null ? null : minimum.allocation().name()),
        mostFavoured,
        comparable);
  }

  public static Licence from(LicenceEvent.LicenceRecorded event) {
    return new Licence(
        new LicenceId(event.licenceId()),
        new PartyId(event.licensor()),
        new OfferingId(event.offering()),
        new TreeSet<>(event.useTypes()),
        event.territories().stream()
            .map(Territory::new)
            .collect(Collectors.toCollection(TreeSet::new)),
        event.assets() == null
            ? null
            : event.assets().stream()
                .map(AssetId::new)
                .collect(Collectors.toCollection(TreeSet::new)),
        event.modelVersions() == null ? null : new TreeSet<>(event.modelVersions()),
        new Window(event.from(), event.to()),
        Base.valueOf(event.base()),
        WithoutListener.valueOf(event.withoutListener()),
        event.parts().stream()
            .map(
                part ->
                    new Part(
                        TermText.read(part.terms()),
                        Allocation.valueOf(part.allocation()),
                        Boolean.TRUE.equals(part.guaranteed()),
                        part.fallback() == null
                            ? null
                            : new Fallback(
                                new BigDecimal(part.fallback().below()),
                                Allocation.valueOf(part.fallback().allocation()))))
            .toList(),
        event.minimumGuarantee() == null ? null : minimum(event.minimumGuarantee()),
        event.mostFavoured(),
        event.comparable());
  }

  private static MinimumGuarantee minimum(LicenceEvent.MinimumGuarantee it) {
    return new MinimumGuarantee(
        new BigDecimal(it.amount()),
        Currencies.of(it.currency()),
        it.allocation() == null ? null : Allocation.valueOf(it.allocation()));
  }
}
