import { z } from 'zod'

/** A decimal number as text (`"-0.0015"`): money, prices of orders and quantities cross the wire without rounding. */
export const DecimalText = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, { error: 'must be a decimal number such as "0.25"', abort: true })
  .max(40)
export type DecimalText = z.infer<typeof DecimalText>

/** A decimal number above zero. */
export const PositiveDecimalText = DecimalText.refine((text) => Number(text) > 0, 'must be greater than 0')

/** Milliseconds since 1970-01-01 UTC. */
export const TimeMsValue = z.number().int().nonnegative()

/** Candle lengths the engine keeps; everything above `1m` is aggregated from it. */
export const TIMEFRAMES = ['1m', '5m', '15m', '1h', '4h', '1d'] as const
export const TimeframeValue = z.enum(TIMEFRAMES)
export type Timeframe = z.infer<typeof TimeframeValue>

/** Length of each timeframe in milliseconds. */
export const TIMEFRAME_MS: Readonly<Record<Timeframe, number>> = {
  '1m': 60_000,
  '5m': 300_000,
  '15m': 900_000,
  '1h': 3_600_000,
  '4h': 14_400_000,
  '1d': 86_400_000,
}

/** `venue:symbol`, for example `simulated:BTC-PERP`. */
export const InstrumentIdText = z
  .string()
  .regex(/^[a-z0-9-]+:[A-Za-z0-9./_-]+$/, 'must look like "simulated:BTC-PERP"')
  .max(80)

/** The caller's own name for one command: the same key twice gives the same result once. */
export const IdempotencyKey = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'must be 8 to 64 letters, digits, "-" or "_"')

/**
 * What an order costs: nothing on `paper` and in a `replay`, the venue's play money on its `testnet`, money where it is
 * `live`.
 */
export const TradingEnvironmentValue = z.enum(['paper', 'testnet', 'live', 'replay'])
export type TradingEnvironment = z.infer<typeof TradingEnvironmentValue>

/** Who may do what, weakest first; each role may do all that the ones before it may. */
export const ROLES = ['viewer', 'trader', 'admin'] as const
export const RoleValue = z.enum(ROLES)
export type Role = z.infer<typeof RoleValue>
