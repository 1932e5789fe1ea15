import type { PortfolioRiskView, StressView, TailRiskView } from '../../src-contract/index.ts'
import { type Clock, toFloat } from '../base/index.ts'
import { type InstrumentId, TIMEFRAME_MS } from '../domain/index.ts'
import type { CandleStore } from '../market-data/index.ts'
import {
  COMMON_STRESSES,
  type CorrelationMatrix,
  type Exposure,
  exposuresOf,
  type Figure,
  figureOf,
  type Marks,
  type NamedStress,
  type Portfolio,
  type PortfolioRiskReport,
  portfolioRiskReport,
  type ValueAtRisk,
} from '../portfolio/index.ts'
import { isInGroup, type RiskConfig, type RiskGroup } from '../risk/index.ts'
import type { CorrelationGroups } from './correlation-groups.ts'
import { ReturnHistory, type ReturnWindow } from './return-history.ts'

export interface PortfolioRiskPorts {
  readonly portfolio: Pick<Portfolio, 'openPositions' | 'currency'>
  readonly marks: Pick<Marks, 'equity' | 'markPrice'>
  readonly candles: Pick<CandleStore, 'before' | 'revision'>
  /** Session clock. */
  readonly clock: Pick<Clock, 'nowMs'>
  readonly settings: () => RiskConfig['valueAtRisk']
  readonly correlation: Pick<CorrelationGroups, 'matrix' | 'groups' | 'window' | 'minOverlap'>
  /** Groups of the configuration. */
  readonly groups: () => readonly RiskGroup[]
}

const DAY_MS = 86_400_000

/** What the portfolio may lose, for the interface. Kept until prices, positions, bars or settings change. */
export class PortfolioRisk {
  readonly #ports: PortfolioRiskPorts
  readonly #returns: ReturnHistory
  #kept: { readonly key: string; readonly view: PortfolioRiskView } | undefined

  constructor(ports: PortfolioRiskPorts) {
    this.#ports = ports
    this.#returns = new ReturnHistory(ports.candles)
  }

  view(): PortfolioRiskView {
    const { portfolio, marks, correlation } = this.#ports
    const exposures = exposuresOf(portfolio.openPositions(), (instrumentId) => marks.markPrice(instrumentId))
    const { matrix } = correlation
    const key = this.#key(exposures, matrix)
    if (this.#kept?.key === key) return this.#kept.view
    const view = this.#viewOf(exposures, matrix)
    this.#kept = { key, view }
    return view
  }

  #key(exposures: readonly Exposure[], matrix: CorrelationMatrix): string {
    const { marks, correlation } = this.#ports
    const ids = [...new Set([...exposures.map(({ instrumentId }) => instrumentId), ...matrix.instrumentIds])]
    const parts = [
      this.#returns.keyOf(ids, this.#window),
      this.#returns.keyOf(ids, correlation.window),
      JSON.stringify(this.#ports.settings()),
      ...this.#groups().map(({ name, maxNotional }) => `${name}=${maxNotional.toFixed()}`),
      marks.equity,
      ...exposures.map(({ value }) => value),
    ]
    return parts.join('|')
  }

  #viewOf(exposures: readonly Exposure[], correlations: CorrelationMatrix): PortfolioRiskView {
    const { portfolio, marks, clock, correlation } = this.#ports
    const report = this.#report(exposures)
    const { equity } = marks
    const shareOf = (amount: number): Figure =>
      figureOf(equity > 0 ? amount / equity : Number.NaN, 'there is no equity')
    return {
      timeMs: clock.nowMs(),
      currency: portfolio.currency,
      equity,
      tail: this.#tail(report),
      stress: report.stress.map(({ name, profit }) => stressView(profit, name, shareOf)),
      correlation: correlationView(correlations, correlation),
      groups: this.#groups().map((group) => groupView(group, { ids: correlations.instrumentIds, exposures, shareOf })),
    }
  }

  #report(exposures: readonly Exposure[]): PortfolioRiskReport {
    const { confidence, horizonDays, timeframe } = this.#ports.settings()
    const steps = Math.max(1, Math.round((horizonDays * DAY_MS) / TIMEFRAME_MS[timeframe]))
    const ids = [...new Set(exposures.map(({ instrumentId }) => instrumentId))]
    return portfolioRiskReport({
      exposures,
      series: ids.map((id) => this.#returns.seriesOf(id, this.#window)),
      settings: { confidence, steps, scenarios: COMMON_STRESSES.map(scenarioOf) },
    })
  }

  #tail({ historical, parametric }: PortfolioRiskReport): TailRiskView[] {
    const { method, confidence, horizonDays } = this.#ports.settings()
    const tail = (name: TailRiskView['method'], { valueAtRisk, expectedShortfall }: ValueAtRisk): TailRiskView => {
      return { method: name, confidence, horizonDays, valueAtRisk, conditional: expectedShortfall }
    }
    const both = [tail('historical', historical), tail('parametric', parametric)]
    return both.filter((each) => method === 'both' || each.method === method)
  }

  get #window(): ReturnWindow {
    const { timeframe, windowBars } = this.#ports.settings()
    return { timeframe, bars: windowBars }
  }

  #groups(): readonly RiskGroup[] {
    return [...this.#ports.groups(), ...this.#ports.correlation.groups]
  }
}

function scenarioOf({ scenario }: NamedStress): NamedStress['scenario'] {
  return scenario
}

function stressView(profit: Figure, stressId: string, shareOf: (amount: number) => Figure): StressView {
  const named = COMMON_STRESSES.find(({ scenario }) => scenario.name === stressId)
  const fraction = profit.value === null ? profit : shareOf(profit.value)
  return { stressId, label: named?.label ?? stressId, description: named?.description ?? '', profit, fraction }
}

function correlationView(
  { instrumentIds, cells }: CorrelationMatrix,
  { window: { bars, timeframe }, minOverlap }: Pick<CorrelationGroups, 'window' | 'minOverlap'>,
): PortfolioRiskView['correlation'] {
  const matrix = cells.map((row) => row.map(({ value }) => value))
  const pairs = matrix.flatMap((row, index) => row.slice(0, index))
  const few = `no two instruments have ${minOverlap} bars of ${timeframe} in common`
  const reason = instrumentIds.length < 2 ? 'there are not two instruments to compare' : few
  const isKnown = pairs.some((value) => value !== null)
  const basis = `${bars} bars of ${timeframe}`
  return { instrumentIds: [...instrumentIds], matrix, basis, reason: isKnown ? null : reason }
}

interface GroupParts {
  readonly ids: readonly InstrumentId[]
  readonly exposures: readonly Exposure[]
  readonly shareOf: (amount: number) => Figure
}

function groupView(group: RiskGroup, { ids, exposures, shareOf }: GroupParts): PortfolioRiskView['groups'][number] {
  const values = exposures.filter(({ instrumentId }) => isInGroup(group, instrumentId)).map(({ value }) => value)
  return {
    label: group.name,
    instrumentIds: ids.filter((id) => isInGroup(group, id)),
    exposure: values.reduce((total, value) => total + value, 0),
    // As the cap counts: what is held the other way is no less at stake.
    fraction: shareOf(values.reduce((total, value) => total + Math.abs(value), 0)),
    limit: shareOf(toFloat(group.maxNotional)).value,
  }
}
