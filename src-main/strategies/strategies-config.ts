import { z } from 'zod'
import { type Timeframe, TIMEFRAMES } from '../domain/index.ts'
import { STRATEGIES } from './registry.ts'
import type { StrategyDefinition } from './strategy.ts'

/** How one strategy runs. */
export interface StrategySettings {
  readonly enabled: boolean
  /** Name of the account it trades on; empty means the first. */
  readonly account: string
  /** Instrument ids; empty means every instrument of the venue. */
  readonly instruments: readonly string[]
  readonly timeframe: Timeframe
  /** Checked by the strategy's own schema, defaults filled in. */
  readonly parameters: Readonly<Record<string, unknown>>
}

/** Strategies that run in a configuration that says nothing of them. */
const ENABLED_BY_DEFAULT: ReadonlySet<string> = new Set(['ema-cross'])

/**
 * Schema of the settings of the strategies given: one key per strategy id. An unknown id and a wrong
 * parameter are faults at their own path, for example `ema-cross.parameters.fastPeriod`.
 */
export function createStrategiesConfig(
  definitions: readonly StrategyDefinition[],
): z.ZodType<Readonly<Record<string, StrategySettings>>> {
  return z.strictObject(Object.fromEntries(definitions.map((definition) => [definition.id, settingsOf(definition)])))
}

function settingsOf(definition: StrategyDefinition): z.ZodType<StrategySettings> {
  const parameters = definition.parameters as z.ZodType<Readonly<Record<string, unknown>>>
  return z
    .strictObject({
      enabled: z.boolean().default(ENABLED_BY_DEFAULT.has(definition.id)).meta({
        title: 'Enabled',
        description: 'Whether the strategy may trade.',
      }),
      account: z.string().max(60).default('').meta({
        title: 'Account',
        description: 'Account it trades on, where there are several; empty means the first.',
      }),
      instruments: z
        .array(
          z.string().regex(/^([a-z0-9-]+:)?[A-Za-z0-9./_-]+$/, 'must look like "simulated:BTC-PERP" or "BTC-PERP"'),
        )
        .default([])
        .meta({ title: 'Instruments', description: 'Instruments it trades; empty means all of the venue.' }),
      timeframe: z.enum(TIMEFRAMES).default('1m').meta({
        title: 'Timeframe',
        description: 'Length of the bars at whose close it decides.',
      }),
      parameters: parameters.default(parameters.parse({})).meta({
        title: 'Parameters',
        description: `Parameters of ${definition.name}.`,
      }),
    })
    .prefault({})
    .meta({ title: definition.name, description: definition.description })
}

/** Settings of every strategy of the library. */
export const StrategiesConfig = createStrategiesConfig(STRATEGIES)
export type StrategiesConfig = z.infer<typeof StrategiesConfig>
