import { z } from 'zod'
import { TimeMsValue } from './primitives.ts'

/** Most letters of an account's name: it is part of the names of its services, which have 40. */
export const MAX_ACCOUNT_NAME_LENGTH = 24

/** Name of the account that trades on paper; it needs no settings and no keys. */
export const PAPER_ACCOUNT_NAME = 'paper'

/**
 * Names the account that a call is about, where the engine trades on several: header of a REST request. Sockets name it in
 * their address, as {@link ACCOUNT_PARAMETER}. Who names none is answered for the first account.
 */
export const ACCOUNT_HEADER = 'x-wheelhouse-account'

/** Names the account in the address of a socket, such as `/ws/topics?account=main`. */
export const ACCOUNT_PARAMETER = 'account'

/** The trader's own name for an account at an exchange, such as `main` or `binance-futures`. */
export const AccountName = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by "-"')
  .max(MAX_ACCOUNT_NAME_LENGTH, `must be at most ${MAX_ACCOUNT_NAME_LENGTH} characters long`)
  .refine((name) => name !== PAPER_ACCOUNT_NAME, `must not be "${PAPER_ACCOUNT_NAME}", which is the account on paper`)

/** Name of an account that can be traded on. */
export const TradedAccountName = z.union([z.literal(PAPER_ACCOUNT_NAME), AccountName])

/** What has to be typed before the account may trade with money. */
export function armingWord(account: string): string {
  return `LIVE ${account}`
}

export const AccountEnvironmentValue = z.enum(['testnet', 'live'])
export type AccountEnvironment = z.infer<typeof AccountEnvironmentValue>

/** A part of what the venue knows the account by, or its proxy where that holds a password. Values are never given out. */
export const AccountSecretView = z.object({
  part: z.enum(['api-key', 'secret', 'passphrase', 'proxy']),
  /** Name of the secret that keeps it. */
  secretName: z.string(),
  /** Where it is. `unreadable`: encrypted on another machine or by another user. */
  source: z.enum(['vault', 'environment', 'locked', 'unreadable', 'missing']),
  /** Environment variable that holds it, or may; null where none can. */
  variable: z.string().nullable(),
})
export type AccountSecretView = z.infer<typeof AccountSecretView>

/**
 * Something that the audit of a key found. `refused`: the key is not used. `warning`: it is, and should be mended.
 * `note`: what the venue does not tell.
 */
export const KeyProblem = z.object({
  code: z.enum([
    'mayWithdraw',
    'mayNotRead',
    'mayNotTrade',
    'expired',
    'expiresSoon',
    'noIpRestriction',
    'notChecked',
    'clockOff',
  ]),
  severity: z.enum(['refused', 'warning', 'note']),
  /** What it is and what to do, for a person. */
  text: z.string(),
})
export type KeyProblem = z.infer<typeof KeyProblem>

/** What the venue said of the account's key; a right is null where the venue does not tell. */
export const KeyAuditView = z.object({
  canRead: z.boolean().nullable(),
  canTrade: z.boolean().nullable(),
  canWithdraw: z.boolean().nullable(),
  /** May be used from named addresses only. */
  ipRestricted: z.boolean().nullable(),
  /** When the right to trade ends; null: never, or not told. */
  expiresAtMs: TimeMsValue.nullable(),
})
export type KeyAuditView = z.infer<typeof KeyAuditView>

/** What came of opening a connection with the account's key. */
export const AccountCheckView = z.object({
  checkedAtMs: TimeMsValue,
  /** `refused`: the venue answered, and the key may not be used. `failed`: there was no answer that counts. */
  outcome: z.enum(['usable', 'refused', 'failed']),
  /** Null where it could not be asked. */
  audit: KeyAuditView.nullable(),
  problems: z.array(KeyProblem),
  /** Venue's clock less this machine's, in milliseconds; null where it was not measured. */
  clockOffsetMs: z.number().nullable(),
  /** What kept the check from its end, and what to do; null where nothing did. */
  failure: z.object({ kind: z.string(), what: z.string(), advice: z.string() }).nullable(),
})
export type AccountCheckView = z.infer<typeof AccountCheckView>

/** An account at an exchange. */
export const AccountAtVenueView = z.object({
  name: z.string(),
  venueId: z.string(),
  venueLabel: z.string(),
  environment: AccountEnvironmentValue,
  /** The session trades on it. */
  inUse: z.boolean(),
  /** Of a live account: since when it may trade with money; null while nobody has armed it as it is now. */
  armedAtMs: TimeMsValue.nullable(),
  secrets: z.array(AccountSecretView),
  /** Newest check since the start of the engine, with the key and settings that hold now. */
  lastCheck: AccountCheckView.nullable(),
})
export type AccountAtVenueView = z.infer<typeof AccountAtVenueView>

/** An exchange that accounts can be at, with what it does by itself. */
export const VenueView = z.object({
  venueId: z.string(),
  label: z.string(),
  kind: z.enum(['spot', 'linearPerpetual']),
  environments: z.array(AccountEnvironmentValue),
  accountCurrency: z.string(),
  needsPassphrase: z.boolean(),
  /** Ways in that can be given other addresses, each with the venue's own. */
  services: z.array(
    z.object({
      part: z.string(),
      kind: z.enum(['http', 'websocket']),
      isOptional: z.boolean(),
      hosts: z.record(AccountEnvironmentValue, z.array(z.string())),
    }),
  ),
  capabilities: z.object({
    orderTypes: z.array(z.string()),
    timesInForce: z.array(z.string()),
    postOnly: z.boolean(),
    reduceOnly: z.boolean(),
    /** Changes a working order in place. */
    amend: z.boolean(),
    hedgeMode: z.boolean(),
    /** By what is followed. */
    streams: z.record(z.string(), z.enum(['stream', 'polling'])),
  }),
})
export type VenueView = z.infer<typeof VenueView>
