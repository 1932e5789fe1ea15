import type { InstrumentId, Timeframe } from '../domain/index.ts'

/** One value per instrument and timeframe, made when first asked for. */
export class SeriesMap<Series> {
  readonly #instruments = new Map<InstrumentId, Map<Timeframe, Series>>()
  readonly #create: (instrumentId: InstrumentId, timeframe: Timeframe) => Series

  constructor(create: (instrumentId: InstrumentId, timeframe: Timeframe) => Series) {
    this.#create = create
  }

  get(instrumentId: InstrumentId, timeframe: Timeframe): Series {
    let timeframes = this.#instruments.get(instrumentId)
    if (timeframes === undefined) {
      timeframes = new Map()
      this.#instruments.set(instrumentId, timeframes)
    }
    let series = timeframes.get(timeframe)
    if (series === undefined) {
      series = this.#create(instrumentId, timeframe)
      timeframes.set(timeframe, series)
    }
    return series
  }

  /** Every series made so far of one instrument. */
  of(instrumentId: InstrumentId): Iterable<Series> {
    return this.#instruments.get(instrumentId)?.values() ?? []
  }
}
