import type { IndicatorParameters } from '../../../src-contract/index.ts'
import { EngineError } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { checkParameters } from '../check-parameters.ts'
import { fvgStudy } from './fvg.ts'
import { liquidityStudy } from './liquidity.ts'
import { orderBlocksStudy } from './order-blocks.ts'
import { previousHighLowStudy } from './previous-high-low.ts'
import { retracementsStudy } from './retracements.ts'
import { sessionStudy } from './session.ts'
import { structureStudy } from './structure.ts'
import type { StudyDefinition } from './study.ts'
import { swingsStudy } from './swings.ts'

/** A study that can be computed: its definition, and all of its parameters. */
export interface StudyChoice {
  readonly definition: StudyDefinition
  /** Defaults filled in, in the order of the definition: the same choice always reads the same. */
  readonly parameters: IndicatorParameters
  /** One array per column of the definition; see {@link StudyDefinition.compute}. */
  compute(candles: readonly Candle[]): readonly Float64Array[]
}

/** Every study of whole series, in the order in which they are listed. */
export const STUDIES: readonly StudyDefinition[] = [
  swingsStudy,
  fvgStudy,
  structureStudy,
  orderBlocksStudy,
  liquidityStudy,
  previousHighLowStudy,
  sessionStudy,
  retracementsStudy,
]

/**
 * Looks a study up and checks its parameters; those left out take their defaults.
 * @throws EngineError `BAD_REQUEST` that names an unknown id or the faulty parameters, their values and what is allowed.
 */
export function chooseStudy(id: string, parameters: Readonly<Record<string, unknown>> = {}): StudyChoice {
  const definition = STUDIES.find((candidate) => candidate.id === id)
  if (definition === undefined) {
    const known = STUDIES.map((candidate) => candidate.id)
    throw new EngineError('BAD_REQUEST', `study "${id}" is unknown; known are ${known.join(', ')}`, {
      data: { study: id, known },
    })
  }
  const checked = checkParameters(id, definition.parameters, parameters)
  return { definition, parameters: checked, compute: (candles) => definition.compute(candles, checked) }
}
