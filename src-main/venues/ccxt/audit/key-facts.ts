/** What a venue says of a key; null where it does not say. */
export interface KeyFacts {
  /** The account can be looked at. */
  readonly canRead: boolean | null
  /** May place orders in the profile's kind of market. */
  readonly canTrade: boolean | null
  readonly canWithdraw: boolean | null
  /** May be used from named addresses only. */
  readonly ipRestricted: boolean | null
  /** When the right to trade ends; null: never, or the venue does not say. */
  readonly expiresAtMs: number | null
}

/** How a key can be asked about. */
export interface KeyReading {
  /** The venue tells there what the key itself may do. */
  readonly tellsRestrictions: boolean
}

/** Facts where nothing more is known than that the venue answers to the key. */
export const ONLY_READS: KeyFacts = {
  canRead: true,
  canTrade: null,
  canWithdraw: null,
  ipRestricted: null,
  expiresAtMs: null,
}
