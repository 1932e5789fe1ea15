import { z } from 'zod'
import { InstrumentIdText, TimeframeValue, TimeMsValue } from './primitives.ts'
import { DenialView } from './trading.ts'

/** A decision of a strategy and what became of it. */
export const SignalView = z.object({
  signalId: z.string(),
  strategyId: z.string(),
  instrumentId: InstrumentIdText,
  timeframe: TimeframeValue,
  action: z.enum(['enterLong', 'enterShort', 'exit']),
  price: z.number(),
  stopLossPrice: z.number().nullable(),
  takeProfitPrice: z.number().nullable(),
  /** Minutes are missing in the bar that it was made on, or bars before it: what it was computed from is not whole. */
  gap: z.boolean(),
  reasons: z.array(z.string()),
  timeMs: TimeMsValue,
  outcome: z.enum(['submitted', 'denied', 'ignored']),
  orderId: z.string().nullable(),
  denial: DenialView.nullable(),
  /** Why nothing was done about it, null unless it was ignored. */
  ignoredReason: z.string().nullable(),
})
export type SignalView = z.infer<typeof SignalView>

export const StrategyView = z.object({
  strategyId: z.string(),
  name: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  /** Another account that it runs on; null where it runs here, or nowhere. Enabled here it ends there. */
  runsOn: z.string().nullable(),
  /** `warming` until enough bars have come; `waiting` for a decision, `inPosition` holding one. */
  state: z.enum(['disabled', 'warming', 'waiting', 'inPosition', 'faulted']),
  stateReason: z.string().nullable(),
  instruments: z.array(InstrumentIdText),
  timeframe: TimeframeValue,
  parameters: z.record(z.string(), z.unknown()),
  /** JSON Schema (draft 2020-12) of the parameters, with title, description, default and range of each. */
  parametersSchema: z.record(z.string(), z.unknown()),
  lastSignals: z.array(SignalView),
})
export type StrategyView = z.infer<typeof StrategyView>
