import * as ti from 'technicalindicators'
import * as ts from 'trading-signals'
import type { Candle } from '../../src-main/domain/index.ts'

/** Takes the next bar and answers with the newest value; null or undefined while there is none. */
export type Step = (candle: Candle) => number | null | undefined

/** One of our columns, as another library streams it. */
export interface Peer {
  readonly library: 'trading-signals' | 'technicalindicators'
  /** Our column that it is compared with; the first one where it is left out. */
  readonly column?: string
  /** Why its values are not ours: another convention, which is timed all the same. */
  readonly differs?: string
  readonly make: () => Step
}

const values: number[] = []
const high: number[] = []
const low: number[] = []
const close: number[] = []
const volume: number[] = []

/** What `nextValue` of technicalindicators takes and gives; its declarations name other types than it works with. */
interface Streaming {
  nextValue(input: unknown): unknown
}

/** A library's own stream of closes. */
function tiCloses(make: () => unknown, read?: string): () => Step {
  return tiStep(make, (candle) => candle.close, read)
}

/** Its stream of bars. */
function tiBars(make: () => unknown, read?: string): () => Step {
  return tiStep(make, (candle) => candle, read)
}

function tiStep(make: () => unknown, input: (candle: Candle) => unknown, read?: string): () => Step {
  return () => {
    const stream = make() as Streaming
    if (read === undefined) return (candle) => stream.nextValue(input(candle)) as number | undefined
    return (candle) => (stream.nextValue(input(candle)) as Record<string, number> | undefined)?.[read]
  }
}

interface TsStream<Input, Result> {
  update(input: Input, replace: boolean): Result | null
}

function tsCloses(make: () => TsStream<number, number>): () => Step {
  return () => {
    const stream = make()
    return (candle) => stream.update(candle.close, false)
  }
}

function tsBars(make: () => TsStream<Candle, number>): () => Step {
  return () => {
    const stream = make()
    return (candle) => stream.update(candle, false)
  }
}

function tsObjects<Result>(make: () => TsStream<Candle, Result>, read: (result: Result) => number): () => Step {
  return () => {
    const stream = make()
    return (candle) => {
      const result = stream.update(candle, false)
      return result === null ? null : read(result)
    }
  }
}

const tradingSignals = (make: () => Step, extras: Partial<Peer> = {}): Peer => ({
  library: 'trading-signals',
  make,
  ...extras,
})
const technicalIndicators = (make: () => Step, extras: Partial<Peer> = {}): Peer => ({
  library: 'technicalindicators',
  make,
  ...extras,
})

const closesOf = <Result>(stream: TsStream<number, Result>): TsStream<Candle, Result> => ({
  update: (candle, replace) => stream.update(candle.close, replace),
})

const PSAR_RULE = 'turns and clamps by other rules'

/** Every peer of an indicator by our id; what is not here has none that streams. */
export const PEERS: Readonly<Record<string, readonly Peer[]>> = {
  sma: [
    tradingSignals(tsCloses(() => new ts.SMA(20))),
    technicalIndicators(tiCloses(() => new ti.SMA({ period: 20, values }))),
  ],
  ema: [
    tradingSignals(tsCloses(() => new ts.EMA(20))),
    technicalIndicators(tiCloses(() => new ti.EMA({ period: 20, values }))),
  ],
  wma: [
    tradingSignals(tsCloses(() => new ts.WMA(20))),
    technicalIndicators(tiCloses(() => new ti.WMA({ period: 20, values }))),
  ],
  smma: [
    tradingSignals(tsCloses(() => new ts.RMA(20))),
    technicalIndicators(tiCloses(() => new ti.WEMA({ period: 20, values }))),
  ],
  dema: [tradingSignals(tsCloses(() => new ts.DEMA(20)))],
  tema: [tradingSignals(tsCloses(() => new ts.TEMA(20)))],
  hma: [tradingSignals(tsCloses(() => new ts.HMA(20)))],
  vwma: [tradingSignals(tsBars(() => new ts.VWMA(20)))],
  rsi: [
    tradingSignals(tsCloses(() => new ts.RSI(14))),
    technicalIndicators(
      tiCloses(() => new ti.RSI({ period: 14, values })),
      { differs: 'rounds to two decimals' },
    ),
  ],
  roc: [
    tradingSignals(
      tsCloses(() => new ts.ROC(14)),
      { column: 'roc', differs: 'a share of one, not percent' },
    ),
    technicalIndicators(
      tiCloses(() => new ti.ROC({ period: 14, values })),
      { column: 'roc' },
    ),
  ],
  macd: [
    tradingSignals(
      tsObjects(
        () => closesOf(new ts.MACD(new ts.EMA(12), new ts.EMA(26), new ts.EMA(9))),
        (result) => result.macd,
      ),
    ),
    technicalIndicators(
      tiCloses(
        () =>
          new ti.MACD({
            values,
            fastPeriod: 12,
            slowPeriod: 26,
            signalPeriod: 9,
            SimpleMAOscillator: false,
            SimpleMASignal: false,
          }),
        'MACD',
      ),
    ),
  ],
  bollinger: [
    tradingSignals(
      tsObjects(
        () => closesOf(new ts.BollingerBands(20, 2)),
        (bands) => bands.upper,
      ),
      { column: 'upperBand' },
    ),
    technicalIndicators(
      tiCloses(() => new ti.BollingerBands({ period: 20, stdDev: 2, values }), 'upper'),
      {
        column: 'upperBand',
      },
    ),
  ],
  atr: [
    tradingSignals(
      tsBars(() => new ts.ATR(14)),
      { column: 'atr' },
    ),
    technicalIndicators(
      tiBars(() => new ti.ATR({ period: 14, high, low, close })),
      { column: 'atr' },
    ),
  ],
  stochastic: [
    tradingSignals(
      tsObjects(
        () => new ts.StochasticOscillator({ kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 }),
        (result) => result.stochK,
      ),
    ),
    technicalIndicators(tiBars(() => new ti.Stochastic({ period: 14, signalPeriod: 3, high, low, close }), 'd')),
  ],
  williamsR: [
    tradingSignals(tsBars(() => new ts.WilliamsR(14))),
    technicalIndicators(tiBars(() => new ti.WilliamsR({ period: 14, high, low, close }))),
  ],
  stochRsi: [
    tradingSignals(
      tsCloses(() => new ts.StochasticRSI(14)),
      { differs: 'a share of one, not percent' },
    ),
  ],
  adx: [
    tradingSignals(
      tsBars(() => new ts.ADX(14)),
      { column: 'adx' },
    ),
    technicalIndicators(
      tiBars(() => new ti.ADX({ period: 14, high, low, close }), 'adx'),
      { column: 'adx' },
    ),
  ],
  aroon: [
    tradingSignals(
      tsObjects(
        () => new ts.Aroon(25),
        (result) => result.aroonUp,
      ),
    ),
  ],
  cci: [
    tradingSignals(tsBars(() => new ts.CCI(20))),
    technicalIndicators(tiBars(() => new ti.CCI({ period: 20, high, low, close }))),
  ],
  mfi: [
    tradingSignals(tsBars(() => new ts.MFI(14))),
    technicalIndicators(
      tiBars(() => new ti.MFI({ period: 14, high, low, close, volume })),
      { differs: 'rounds' },
    ),
  ],
  cmf: [
    tradingSignals(
      tsBars(() => new ts.CMF(20)),
      { column: 'cmf' },
    ),
  ],
  adl: [
    tradingSignals(
      tsBars(() => new ts.AD()),
      { column: 'adl' },
    ),
    technicalIndicators(
      tiBars(() => new ti.ADL({ high, low, close, volume })),
      { column: 'adl', differs: 'rounds' },
    ),
  ],
  obv: [
    tradingSignals(tsBars(() => new ts.OBV(2))),
    tradingSignals(
      tsBars(() => new ts.OBV(1)),
      { differs: 'begins with the volume of the first bar' },
    ),
    technicalIndicators(tiBars(() => new ti.OBV({ close, volume }))),
  ],
  vwap: [
    tradingSignals(tsBars(() => new ts.VWAP())),
    technicalIndicators(tiBars(() => new ti.VWAP({ high, low, close, volume }))),
  ],
  supertrend: [
    tradingSignals(
      tsObjects(
        () => new ts.SuperTrend({ interval: 10, multiplier: 3 }),
        (result) => result.supertrend,
      ),
    ),
  ],
  ichimoku: [
    tradingSignals(
      tsObjects(
        () => new ts.IchimokuCloud({}),
        (result) => result.conversion,
      ),
    ),
    technicalIndicators(
      tiBars(
        () =>
          new ti.IchimokuCloud({ high, low, conversionPeriod: 9, basePeriod: 26, spanPeriod: 52, displacement: 26 }),
        'conversion',
      ),
    ),
  ],
  keltner: [
    tradingSignals(
      tsObjects(
        () => new ts.KeltnerChannels({ emaInterval: 20, atrInterval: 10, multiplier: 2 }),
        (result) => result.middle,
      ),
      { column: 'centerline' },
    ),
    technicalIndicators(
      tiBars(
        () => new ti.KeltnerChannels({ maPeriod: 20, atrPeriod: 10, multiplier: 2, useSMA: false, high, low, close }),
        'middle',
      ),
      { column: 'centerline' },
    ),
  ],
  donchian: [
    tradingSignals(
      tsObjects(
        () => new ts.DonchianChannels(20),
        (result) => result.upper,
      ),
      { differs: 'counts the newest bar in' },
    ),
  ],
  psar: [
    tradingSignals(
      tsBars(() => new ts.PSAR({ accelerationStep: 0.02, accelerationMax: 0.2 })),
      { differs: PSAR_RULE },
    ),
    technicalIndicators(
      tiBars(() => new ti.PSAR({ step: 0.02, max: 0.2, high, low })),
      { differs: PSAR_RULE },
    ),
  ],
  chandelier: [
    tradingSignals(
      tsObjects(
        () => new ts.ChandelierExit({ interval: 22, multiplier: 3 }),
        (result) => result.long,
      ),
    ),
    technicalIndicators(
      tiBars(() => new ti.ChandelierExit({ period: 22, multiplier: 3, high, low, close }), 'exitLong'),
    ),
  ],
  trix: [
    tradingSignals(
      tsCloses(() => new ts.TRIX(14)),
      { column: 'trix', differs: 'divides by the newer of the two' },
    ),
    technicalIndicators(
      tiCloses(() => new ti.TRIX({ period: 14, values })),
      { column: 'trix' },
    ),
  ],
  ultimate: [tradingSignals(tsBars(() => new ts.UltimateOscillator({})))],
  vortex: [
    tradingSignals(
      tsObjects(
        () => new ts.VortexIndicator(14),
        (result) => result.plus,
      ),
    ),
  ],
  stdDev: [technicalIndicators(tiCloses(() => new ti.SD({ period: 14, values })))],
  heikinAshi: [
    technicalIndicators(
      tiBars(() => new ti.HeikinAshi({ open: [], high, low, close, volume, timestamp: [] }), 'close'),
      { column: 'close' },
    ),
  ],
}

/** The eight that a workstation's usual chart has, in the order of the composite. */
export const COMPOSITE = ['sma', 'ema', 'rsi', 'macd', 'bollinger', 'atr', 'stochastic', 'adx'] as const

/** @throws Error where the library does not stream it. */
export function peerOf(id: string, library: Peer['library']): Peer {
  const peer = PEERS[id]?.find((candidate) => candidate.library === library)
  if (peer === undefined) throw new Error(`${library} has no ${id}`)
  return peer
}
