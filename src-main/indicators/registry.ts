import type { IndicatorParameters } from '../../src-contract/index.ts'
import { EngineError } from '../base/index.ts'
import { checkParameters } from './check-parameters.ts'
import { adlDefinition } from './classic/adl.ts'
import { adxDefinition } from './classic/adx.ts'
import { aroonDefinition } from './classic/aroon.ts'
import { atrDefinition } from './classic/atr.ts'
import { bollingerDefinition } from './classic/bollinger.ts'
import { cciDefinition } from './classic/cci.ts'
import { chandelierDefinition } from './classic/chandelier.ts'
import { cmfDefinition } from './classic/cmf.ts'
import { demaDefinition } from './classic/dema.ts'
import { donchianDefinition } from './classic/donchian.ts'
import { emaDefinition } from './classic/ema.ts'
import { fractalDefinition } from './classic/fractal.ts'
import { heikinAshiDefinition } from './classic/heikin-ashi.ts'
import { hmaDefinition } from './classic/hma.ts'
import { ichimokuDefinition } from './classic/ichimoku.ts'
import { keltnerDefinition } from './classic/keltner.ts'
import { macdDefinition } from './classic/macd.ts'
import { mfiDefinition } from './classic/mfi.ts'
import { obvDefinition } from './classic/obv.ts'
import { psarDefinition } from './classic/psar.ts'
import { rocDefinition } from './classic/roc.ts'
import { rsiDefinition } from './classic/rsi.ts'
import { smaDefinition } from './classic/sma.ts'
import { smmaDefinition } from './classic/smma.ts'
import { stdDevDefinition } from './classic/std-dev.ts'
import { stochRsiDefinition } from './classic/stoch-rsi.ts'
import { stochasticDefinition } from './classic/stochastic.ts'
import { supertrendDefinition } from './classic/supertrend.ts'
import { temaDefinition } from './classic/tema.ts'
import { trixDefinition } from './classic/trix.ts'
import { ultimateDefinition } from './classic/ultimate.ts'
import { vortexDefinition } from './classic/vortex.ts'
import { vwapDefinition } from './classic/vwap.ts'
import { vwmaDefinition } from './classic/vwma.ts'
import { williamsRDefinition } from './classic/williams-r.ts'
import { wmaDefinition } from './classic/wma.ts'
import type { IndicatorDefinition } from './indicator-definition.ts'
import type { Indicator } from './indicator.ts'

/** An indicator that can be made: its definition, and all of its parameters. */
export interface IndicatorChoice {
  readonly definition: IndicatorDefinition
  /** Defaults filled in, in the order of the definition: the same choice always reads the same. */
  readonly parameters: IndicatorParameters
  create(): Indicator
}

/** Every indicator the engine computes bar by bar, in the order in which they are listed. */
export const INDICATORS: readonly IndicatorDefinition[] = [
  smaDefinition,
  emaDefinition,
  wmaDefinition,
  smmaDefinition,
  demaDefinition,
  temaDefinition,
  hmaDefinition,
  vwmaDefinition,
  rsiDefinition,
  rocDefinition,
  macdDefinition,
  bollingerDefinition,
  atrDefinition,
  stochasticDefinition,
  williamsRDefinition,
  stochRsiDefinition,
  adxDefinition,
  aroonDefinition,
  cciDefinition,
  mfiDefinition,
  cmfDefinition,
  adlDefinition,
  obvDefinition,
  vwapDefinition,
  supertrendDefinition,
  ichimokuDefinition,
  keltnerDefinition,
  donchianDefinition,
  psarDefinition,
  chandelierDefinition,
  trixDefinition,
  ultimateDefinition,
  vortexDefinition,
  stdDevDefinition,
  fractalDefinition,
  heikinAshiDefinition,
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
  const checked = checkParameters(id, definition.parameters, parameters)
  return { definition, parameters: checked, create: () => definition.create(checked) }
}

/** Makes an indicator; see {@link chooseIndicator} for its errors. */
export function createIndicator(id: string, parameters?: Readonly<Record<string, unknown>>): Indicator {
  return chooseIndicator(id, parameters).create()
}
