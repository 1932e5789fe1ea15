import { z } from 'zod'
import { DecimalText, InstrumentIdText, TimeMsValue } from './primitives.ts'

/** A figure, or why there is none. Exactly one of both is null. */
export const FigureView = z.object({ value: z.number().nullable(), reason: z.string().nullable() })
export type FigureView = z.infer<typeof FigureView>

export const PERFORMANCE_GROUPS = ['all', 'strategy', 'instrument', 'day', 'week', 'month', 'year'] as const
export const PerformanceGroup = z.enum(PERFORMANCE_GROUPS)
export type PerformanceGroup = z.infer<typeof PerformanceGroup>

/** Figures of closed trades; money in the account's currency, shares as fractions, ratios without unit. */
export const PerformanceRow = z.object({
  /** `all`, an owner, an instrument id, or the session time at which the stretch begins. */
  key: z.string(),
  /** For a person: `Manual`, `BTC-PERP`, `2026-03`. */
  label: z.string(),
  /** Closed trades. */
  count: FigureView,
  winRate: FigureView,
  profitFactor: FigureView,
  expectancy: FigureView,
  /** In multiples of the risk to the first stop. */
  expectancyR: FigureView,
  averageWin: FigureView,
  averageLoss: FigureView,
  /** Average win over average loss. */
  payoff: FigureView,
  /** Per year, of daily returns. */
  sharpe: FigureView,
  sortino: FigureView,
  calmar: FigureView,
  /** Share of the highest equity before it. */
  maxDrawdown: FigureView,
  /** Longest time below a high, in days. */
  drawdownDays: FigureView,
  /** Share of the time with an open position. */
  exposure: FigureView,
  /** Median of the worst and the best open result of a trade, in multiples of its risk. */
  maeMedian: FigureView,
  mfeMedian: FigureView,
  bestStreak: FigureView,
  worstStreak: FigureView,
  /** Before fees and funding. */
  realised: DecimalText,
  fees: DecimalText,
  /** Above zero was received. */
  funding: DecimalText,
})
export type PerformanceRow = z.infer<typeof PerformanceRow>

export const PerformanceView = z.object({
  group: PerformanceGroup,
  currency: z.string(),
  /** Zone in which days, weeks, months and years begin. */
  zone: z.string(),
  /** Strategies and instruments by name, stretches of time newest first. */
  rows: z.array(PerformanceRow),
})
export type PerformanceView = z.infer<typeof PerformanceView>

/** Loss that is not exceeded with this confidence over this time, and the mean of the losses beyond it; both without sign. */
export const TailRiskView = z.object({
  method: z.enum(['historical', 'parametric']),
  /** For example 0.95. */
  confidence: z.number().gt(0).lt(1),
  horizonDays: z.number().positive(),
  valueAtRisk: FigureView,
  conditional: FigureView,
})
export type TailRiskView = z.infer<typeof TailRiskView>

/** What a shock would do to what is held now. */
export const StressView = z.object({
  stressId: z.string(),
  label: z.string(),
  description: z.string(),
  /** Change of equity, and the same as a share of it. */
  profit: FigureView,
  fraction: FigureView,
})
export type StressView = z.infer<typeof StressView>

/** The portfolio as a whole, as it stands now. */
export const PortfolioRiskView = z.object({
  timeMs: TimeMsValue,
  currency: z.string(),
  equity: z.number(),
  tail: z.array(TailRiskView),
  stress: z.array(StressView),
  correlation: z.object({
    /** Instruments of rows and columns. */
    instrumentIds: z.array(InstrumentIdText),
    /** From -1 to 1, symmetric; null where there are too few common bars. */
    matrix: z.array(z.array(z.number().min(-1).max(1).nullable())),
    /** What it is measured over: `200 bars of 1h`. */
    basis: z.string(),
    /** Why there is none; null where there is one. */
    reason: z.string().nullable(),
  }),
  /** Instruments that move together count as one. */
  groups: z.array(
    z.object({
      label: z.string(),
      instrumentIds: z.array(InstrumentIdText),
      /** Signed value of what is held, and as a share of equity. */
      exposure: z.number(),
      fraction: FigureView,
      /** Largest share that is allowed; null where none is set. */
      limit: z.number().nullable(),
    }),
  ),
})
export type PortfolioRiskView = z.infer<typeof PortfolioRiskView>

/** A position of one owner from flat to flat. */
export const ClosedTradeView = z.object({
  closedTradeId: z.string(),
  instrumentId: InstrumentIdText,
  owner: z.string(),
  side: z.enum(['long', 'short']),
  /** Largest that was held, without sign. */
  quantity: DecimalText,
  entryPrice: DecimalText,
  exitPrice: DecimalText,
  openedAtMs: TimeMsValue,
  closedAtMs: TimeMsValue,
  /** Before fees and funding. */
  realised: DecimalText,
  fees: DecimalText,
  funding: DecimalText,
  /** Result, worst and best open result in multiples of the risk to the first stop; null without a stop. */
  resultR: z.number().nullable(),
  maeR: z.number().nullable(),
  mfeR: z.number().nullable(),
  /** How it ended: `stop-loss`, `take-profit`, `closed by hand`. */
  ended: z.string(),
})
export type ClosedTradeView = z.infer<typeof ClosedTradeView>
