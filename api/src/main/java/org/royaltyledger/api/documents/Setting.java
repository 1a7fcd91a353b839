package org.royaltyledger.api.documents;

/** A setting of the store, as it is now. */
public record Setting(String setting, String value) {}
