import type { z } from 'zod'
import { EngineError } from '../base/index.ts'
import { Atr } from './atr.ts'
import { Ema } from './ema.ts'
import type { Indicator } from './indicator.ts'
import { periodParameters } from './period.ts'

/** A kind of indicator: what is listed, and how one is made. */
export interface IndicatorDefinition<Parameters = unknown> {
  readonly id: string
  readonly title: string
  /** One sentence, with the source of the formula. */
  readonly description: string
  /** `overlay` is drawn over the prices, `pane` below them. */
  readonly placement: 'overlay' | 'pane'
  /** Every parameter with title, description, default and range. */
  readonly parameters: z.ZodType<Parameters>
  create(parameters: Parameters): Indicator
}

const define = <Parameters>(definition: IndicatorDefinition<Parameters>): IndicatorDefinition<Parameters> => definition

/** Every indicator the engine knows. */
export const INDICATORS: readonly IndicatorDefinition[] = [
  define({
    id: 'ema',
    title: 'Exponential moving average',
    description: 'Average of closes that weighs the newest most: 2 / (period + 1), seeded with the simple mean.',
    placement: 'overlay',
    parameters: periodParameters(20),
    create: ({ period }) => new Ema(period),
  }),
  define({
    id: 'atr',
    title: 'Average true range',
    description: 'How far the price moves in a bar on average, gaps included (Wilder, 1978).',
    placement: 'pane',
    parameters: periodParameters(14),
    create: ({ period }) => new Atr(period),
  }),
]

/**
 * Makes an indicator; parameters left out take their defaults.
 * @throws EngineError `BAD_REQUEST` that names an unknown id or the faulty parameter, its value and what is allowed.
 */
export function createIndicator(id: string, parameters: Readonly<Record<string, unknown>> = {}): Indicator {
  const definition = INDICATORS.find((candidate) => candidate.id === id)
  if (definition === undefined) {
    const known = INDICATORS.map((candidate) => candidate.id)
    throw new EngineError('BAD_REQUEST', `indicator "${id}" is unknown; known are ${known.join(', ')}`, {
      data: { indicator: id, known },
    })
  }
  const parsed = definition.parameters.safeParse(parameters)
  if (!parsed.success) throw parameterError(definition, parameters, parsed.error)
  return definition.create(parsed.data)
}

function parameterError(
  definition: IndicatorDefinition,
  parameters: Readonly<Record<string, unknown>>,
  error: z.ZodError,
): EngineError {
  const faults = error.issues.map((issue) => {
    const name = issue.path.join('.')
    return name === '' ? issue.message : `${name} ${JSON.stringify(parameters[name])}: ${issue.message}`
  })
  return new EngineError('BAD_REQUEST', `indicator ${definition.id}: ${faults.join('; ')}`, { data: { faults } })
}
