import type { z } from 'zod'
import type { IndicatorParameters } from '../../src-contract/index.ts'
import { EngineError, issueText } from '../base/index.ts'
import { Atr } from './atr.ts'
import { Ema } from './ema.ts'
import type { Indicator } from './indicator.ts'
import { periodParameters } from './period.ts'

/** A kind of indicator: what is listed, and how one is made. */
export interface IndicatorDefinition<Parameters = IndicatorParameters> {
  readonly id: string
  readonly title: string
  /** One sentence, with the source of the formula. */
  readonly description: string
  /** `overlay` is drawn over the prices, `pane` below them. */
  readonly placement: 'overlay' | 'pane'
  /** Names of its values at a bar, in their order. */
  readonly columns: readonly [string, ...string[]]
  /** Every parameter with title, description, default and range. */
  readonly parameters: z.ZodType<Parameters>
  create(parameters: Parameters): Indicator
}

/** An indicator that can be made: its definition, and all of its parameters. */
export interface IndicatorChoice {
  readonly definition: IndicatorDefinition
  /** Defaults filled in, in the order of the definition: the same choice always reads the same. */
  readonly parameters: IndicatorParameters
  create(): Indicator
}

const define = <Parameters>(definition: IndicatorDefinition<Parameters>): IndicatorDefinition<Parameters> => definition

/** Every indicator the engine knows. */
export const INDICATORS: readonly IndicatorDefinition[] = [
  define({
    id: 'ema',
    title: 'Exponential moving average',
    description: 'Average of closes that weighs the newest most: 2 / (period + 1), seeded with the simple mean.',
    placement: 'overlay',
    columns: ['ema'],
    parameters: periodParameters(20),
    create: ({ period }) => new Ema(period),
  }),
  define({
    id: 'atr',
    title: 'Average true range',
    description: 'How far the price moves in a bar on average, gaps included (Wilder, 1978).',
    placement: 'pane',
    columns: ['atr'],
    parameters: periodParameters(14),
    create: ({ period }) => new Atr(period),
  }),
]

/**
 * Looks an indicator up and checks its parameters; those left out take their defaults.
 * @throws EngineError `BAD_REQUEST` that names an unknown id or the faulty parameters, their values and what is allowed.
 */
export function chooseIndicator(id: string, parameters: Readonly<Record<string, unknown>> = {}): IndicatorChoice {
  const definition = INDICATORS.find((candidate) => candidate.id === id)
  if (definition === undefined) {
    const known = INDICATORS.map((candidate) => candidate.id)
    throw new EngineError('BAD_REQUEST', `indicator "${id}" is unknown; known are ${known.join(', ')}`, {
      data: { indicator: id, known },
    })
  }
  const parsed = definition.parameters.safeParse(parameters)
  if (!parsed.success) throw parameterError(id, parameters, parsed.error)
  return { definition, parameters: parsed.data, create: () => definition.create(parsed.data) }
}

/** Makes an indicator; see {@link chooseIndicator} for its errors. */
export function createIndicator(id: string, parameters?: Readonly<Record<string, unknown>>): Indicator {
  return chooseIndicator(id, parameters).create()
}

function parameterError(
  id: string,
  parameters: Readonly<Record<string, unknown>>,
  { issues }: z.ZodError,
): EngineError {
  const faults = issues.map((issue) => {
    const [name] = issue.path
    return name === undefined
      ? issueText(issue, parameters)
      : `${String(name)} ${issueText(issue, parameters[String(name)])}`
  })
  return new EngineError('BAD_REQUEST', `indicator ${id}: ${faults.join('; ')}`, { data: { faults } })
}
