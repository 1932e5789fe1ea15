export { ClosedTrades, type ClosedTradeSummary } from './closed-trades.ts'
export {
  closableQuantity,
  dustAdjustments,
  type DustCause,
  dustCause,
  type DustClosing,
  type RemainderOptions,
} from './dust.ts'
export { adjustmentEntryId, handoverEntryId } from './entries.ts'
export { EquityCurve, type EquityCurveOptions } from './equity-curve.ts'
export { LEDGER_ACCOUNTS, type LedgerBalances } from './ledger.ts'
export { type AccountMargin, accountMargin } from './margin/account-margin.ts'
export { liquidationPrice, type MarginedAccount } from './margin/liquidation-price.ts'
export { marginedAccount, type MarginSource } from './margin/margined-account.ts'
export { type MarkedBooks, Marks } from './marks.ts'
export { ownedAdjustments } from './owned-adjustments.ts'
export { type OwnerHolding, type OwnerSplit, splitNetted } from './owner-split.ts'
export { barRanges } from './performance/bar-ranges.ts'
export type { CapitalFlow } from './performance/capital-flows.ts'
export type { Distribution } from './performance/distribution.ts'
export type { Drawdown, Drawdowns } from './performance/drawdown.ts'
export type { TradeOrder } from './performance/exit-reason.ts'
export { exitText, ownerLabel } from './performance/exit-text.ts'
export type { TimeSpan } from './performance/exposure.ts'
export { type Figure, figureOf, noFigure } from './performance/figure.ts'
export {
  accountPerformance,
  groupPerformances,
  type Performance,
  type PerformanceInput,
  periodPerformances,
} from './performance/performance-report.ts'
export { type Period, PERIODS } from './performance/periods.ts'
export { DAYS_PER_YEAR, type ReturnFigures } from './performance/return-figures.ts'
export { type PriceRange, type RestoreOptions, TradeBook, type TradeBookOptions } from './performance/trade-book.ts'
export { inR, rMultipleOf, type TradeFigures, tradeFigures } from './performance/trade-figures.ts'
export type { Excursion, ExitReason, TradeRecord } from './performance/trade-record.ts'
export {
  correlatedGroups,
  type CorrelationMatrix,
  correlationMatrix,
  type CorrelationOptions,
} from './portfolio-risk/correlation-matrix.ts'
export { exposuresOf } from './portfolio-risk/exposures.ts'
export {
  type PortfolioRiskInput,
  type PortfolioRiskReport,
  portfolioRiskReport,
  type PortfolioRiskSettings,
} from './portfolio-risk/portfolio-risk-report.ts'
export {
  type ClosePoint,
  type CloseSeries,
  type ReturnSeries,
  returnSeriesOf,
} from './portfolio-risk/return-series.ts'
export { COMMON_STRESSES, type NamedStress } from './portfolio-risk/common-stresses.ts'
export { type PriceMove, type StressResult, stressResult, type StressScenario } from './portfolio-risk/stress.ts'
export {
  type Exposure,
  historicalRisk,
  parametricRisk,
  type RiskHorizon,
  type ValueAtRisk,
} from './portfolio-risk/value-at-risk.ts'
export { type FillBooking, Portfolio, type PortfolioOptions, type StoredBooks } from './portfolio.ts'
export type { BarReader, CurrencyConverter, InstrumentLookup } from './ports.ts'
export { TradingDay, type TradingDayState } from './trading-day.ts'
export type { DayStart } from './zoned-day.ts'
