import { z } from 'zod'
import { type GuardAction, GuardConfig } from './guard-config.ts'

/** Why entries are blocked, as the figures of a denial. */
export interface GuardBlock {
  readonly guardId: string
  readonly scope: string
  readonly measured: number
  readonly limit: number
  readonly unit: string
  /** A sentence without its full stop. */
  readonly message: string
}

/** What came of an input. Actions are to be carried out once the state they follow from is stored. */
export type GuardEffect =
  | {
      readonly kind: 'tripped'
      readonly guardId: string
      readonly scope: string
      readonly action: GuardAction
      readonly message: string
    }
  | { readonly kind: 'armed'; readonly guardId: string; readonly scope: string; readonly message: string }

export const NO_EFFECTS: readonly GuardEffect[] = []

const StoredTrip = z.strictObject({
  sinceMs: z.number(),
  measured: z.number(),
  /** Of a duration; null where it is armed again by something else. */
  untilMs: z.number().nullable(),
  /** The settings that it stands by until it is armed again. */
  config: GuardConfig,
  /** Whether its action has been carried out. */
  done: z.boolean(),
})
export type StoredTrip = z.infer<typeof StoredTrip>

const StoredTrade = z.strictObject({ timeMs: z.number(), profitFraction: z.number(), isStop: z.boolean() })
export type StoredTrade = z.infer<typeof StoredTrade>

const StoredGuard = z.strictObject({
  guardId: z.string().min(1),
  scope: z.string().regex(/^(account|owner:.+|instrument:.+)$/),
  measured: z.number(),
  /** Value that a loss is counted from, and the equity that it is a share of. */
  base: z.number().nullable(),
  scale: z.number().nullable(),
  streak: z.number().int().nonnegative(),
  trades: z.array(StoredTrade),
  trip: StoredTrip.nullable(),
})
export type StoredGuard = z.infer<typeof StoredGuard>

/** What the guards remember, whole, as JSON. */
export const GuardBookState = z.strictObject({
  version: z.literal(1),
  /** End of the day and name of the week that losses are counted in; null before the first sample. */
  period: z.strictObject({ dayEndMs: z.number(), weekId: z.number() }).nullable(),
  /** Why everything is blocked whatever the guards say; null as a rule. */
  sealed: z.string().nullable(),
  guards: z.array(StoredGuard),
})
export type GuardBookState = z.infer<typeof GuardBookState>

/** One guard in one scope, for a screen. */
export interface GuardView {
  readonly guardId: string
  readonly kind: GuardConfig['kind'] | 'storedState'
  readonly scope: string
  readonly state: 'armed' | 'tripped'
  readonly measured: number
  readonly limit: number
  readonly unit: string
  readonly sinceMs: number | null
  readonly untilMs: number | null
  readonly action: GuardAction
  readonly rearmableByHand: boolean
  readonly message: string
}
