import type { Clock, Disposable } from '../base/index.ts'
import { type InstrumentId, money, type Timeframe } from '../domain/index.ts'
import type { CandleStore } from '../market-data/index.ts'
import { correlatedGroups, type CorrelationMatrix, correlationMatrix } from '../portfolio/index.ts'
import { isInGroup, type RiskConfig, type RiskGroup, type RiskLimits } from '../risk/index.ts'
import { ReturnHistory, type ReturnWindow } from './return-history.ts'

export interface CorrelationGroupsPorts {
  readonly candles: Pick<CandleStore, 'before' | 'revision'>
  /** What is watched and what is held. */
  readonly instrumentIds: () => readonly InstrumentId[]
  readonly settings: () => RiskConfig['correlation']
  /** Groups of the configuration and the cap of those that are found. */
  readonly limits: () => Pick<RiskLimits, 'groups' | 'maxCorrelatedNotional'>
  /** Session clock. */
  readonly clock: Pick<Clock, 'setTimer'>
  /** Returns that two instruments must have at the same times to be compared. */
  readonly minOverlap?: number
}

const MIN_OVERLAP = 100
/** Session time for the other instruments' bars of the same instant to close, and for strategies to decide on them. */
const SETTLE_MS = 1_000
const NAMED = 3

/**
 * Instruments that move together, by the correlation of their returns: connected ones are one group (single linkage), which
 * errs on the side of fewer entries. Those that the configuration has put in a group belong to that one alone. Measured when a
 * bar has closed, never while an order is checked.
 */
export class CorrelationGroups implements Disposable {
  readonly #ports: CorrelationGroupsPorts
  readonly #returns: ReturnHistory
  #timer: Disposable | undefined
  #measured: { readonly key: string; readonly matrix: CorrelationMatrix } | undefined
  #groups: readonly RiskGroup[] = []

  constructor(ports: CorrelationGroupsPorts) {
    this.#ports = ports
    this.#returns = new ReturnHistory(ports.candles)
  }

  /** Those of the configuration are not among them. */
  get groups(): readonly RiskGroup[] {
    return this.#groups
  }

  /** As of the newest bars. */
  get matrix(): CorrelationMatrix {
    return this.#measure()
  }

  get window(): ReturnWindow {
    const { timeframe, windowBars } = this.#ports.settings()
    return { timeframe, bars: windowBars }
  }

  get minOverlap(): number {
    return this.#ports.minOverlap ?? MIN_OVERLAP
  }

  /** A bar has closed: groups are measured a moment later. */
  handleClosed(timeframe: Timeframe): void {
    if (timeframe !== this.#ports.settings().timeframe) return
    this.#timer ??= this.#ports.clock.setTimer(SETTLE_MS, () => this.refresh())
  }

  /** Measures now, as at a start, or because settings have changed. */
  refresh(): void {
    this.#timer?.dispose()
    this.#timer = undefined
    const { threshold } = this.#ports.settings()
    const { groups, maxCorrelatedNotional } = this.#ports.limits()
    const isFree = (id: InstrumentId): boolean => !groups.some((group) => isInGroup(group, id))
    const found = correlatedGroups(without(this.#measure(), isFree), threshold)
    this.#groups = found.map((ids) => ({
      name: nameOf(ids),
      instruments: new Set(ids),
      maxNotional: money(maxCorrelatedNotional),
    }))
  }

  dispose(): void {
    this.#timer?.dispose()
    this.#timer = undefined
  }

  #measure(): CorrelationMatrix {
    const { window } = this
    const ids = this.#ports.instrumentIds()
    const key = this.#returns.keyOf(ids, window)
    if (this.#measured?.key === key) return this.#measured.matrix
    const series = ids.map((id) => this.#returns.seriesOf(id, window))
    const matrix = correlationMatrix(series, { minOverlap: this.minOverlap })
    this.#measured = { key, matrix }
    return matrix
  }
}

/** The rows and columns of some instruments only. */
function without(
  { instrumentIds, cells }: CorrelationMatrix,
  isKept: (id: InstrumentId) => boolean,
): CorrelationMatrix {
  const kept = instrumentIds.map((id) => isKept(id))
  const pick = <Item>(items: readonly Item[]): Item[] => items.filter((_, index) => kept[index])
  return { instrumentIds: pick(instrumentIds), cells: pick(cells).map((row) => pick(row)) }
}

function nameOf(ids: readonly InstrumentId[]): string {
  const symbols = ids.slice(0, NAMED).map((id) => id.slice(id.indexOf(':') + 1))
  const rest = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : ''
  return `${symbols.join(', ')}${rest} (by correlation)`
}
