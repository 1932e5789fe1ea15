import type {
  ClosedTradeView,
  DifferenceView,
  FigureView,
  GuardView,
  HandoverPreview,
  PerformanceRow,
  PortfolioRiskView,
  ProtectionMeterView,
  ReconciliationView,
  RefusalView,
  ResolutionPreview,
} from '../../../src-contract/index.ts'
import { INSTRUMENT_ID, MINUTE_MS, START_MS } from './fixtures.ts'

export const DIFFERENCE: DifferenceView = {
  differenceId: 'position:simulated:BTC-PERP',
  kind: 'position',
  instrumentId: INSTRUMENT_ID,
  subject: 'position',
  ledger: '1 long',
  venue: '1.5 long',
  cause: 'an order was placed at the venue itself',
  firstSeenMs: START_MS,
  lastSeenMs: START_MS + MINUTE_MS,
  state: 'open',
  actions: ['adopt', 'ignore'],
}

export const RECONCILIATION: ReconciliationView = {
  running: false,
  periodMs: 15_000,
  lastPassMs: START_MS + MINUTE_MS,
  lastFault: null,
  unknownOrders: 0,
  cash: { currency: 'USDT', ledger: '99987.4', venue: '99987.4' },
  instruments: [
    {
      instrumentId: INSTRUMENT_ID,
      outcome: 'differs',
      reason: null,
      ledgerQuantity: '1',
      venueQuantity: '1.5',
      ledgerOrders: 1,
      venueOrders: 1,
      quarantine: { reason: 'the position differs', sinceMs: START_MS },
    },
  ],
  differences: [DIFFERENCE],
}

export const RESOLUTION: ResolutionPreview = {
  steps: ['0.5 BTC are booked for nobody yet, at 64000'],
  positionAfter: '0.5',
  averagePriceAfter: '64000',
  cashAfter: null,
}

export const HANDOVER: HandoverPreview = {
  accepted: true,
  refusal: null,
  quantity: '0.5',
  giver: { owner: 'hand', quantity: '0.5', averagePrice: '63000' },
  taker: { owner: 'strategy:trend', quantity: '0.5', averagePrice: '63000' },
  steps: ['The stop is split in two'],
}

export const METER: ProtectionMeterView = {
  instrumentId: INSTRUMENT_ID,
  netQuantity: '1',
  atVenue: '0.6',
  byEngine: '0',
  uncovered: '0.4',
  intended: false,
  exposedMs: 120,
  longestMs: 300,
  totalMs: 420,
  boundMs: 500,
  overdue: false,
  sinceMs: START_MS,
}

export const GUARD: GuardView = {
  guardId: 'MAX_DAILY_LOSS',
  kind: 'dailyLoss',
  label: 'Daily loss',
  scope: 'account',
  target: null,
  measured: 0.06,
  limit: 0.05,
  unit: 'fraction',
  state: 'tripped',
  action: 'blockEntries',
  message: 'Today cost 6 % of equity; entries wait until tomorrow.',
  sinceMs: START_MS,
  untilMs: null,
  rearmable: true,
}

export const REFUSAL: RefusalView = {
  refusalId: 'refusal-1',
  timeMs: START_MS,
  source: 'hand',
  owner: 'hand',
  instrumentId: INSTRUMENT_ID,
  side: 'buy',
  code: 'MAX_LEVERAGE',
  message: 'Leverage would be 3.4',
  measured: 3.4,
  limit: 3,
  unit: 'times equity',
  quantityThatFits: '0.8',
}

const figure = (value: number): FigureView => ({ value, reason: null })
const noFigure = (reason: string): FigureView => ({ value: null, reason })

export const PERFORMANCE_ROW: PerformanceRow = {
  key: 'all',
  label: 'All',
  count: figure(2),
  winRate: figure(0.5),
  profitFactor: figure(2),
  expectancy: figure(50),
  expectancyR: figure(0.5),
  averageWin: figure(200),
  averageLoss: figure(-100),
  payoff: figure(2),
  sharpe: noFigure('needs 30 days'),
  sortino: noFigure('needs 30 days'),
  calmar: noFigure('needs a year'),
  maxDrawdown: figure(0.01),
  drawdownDays: figure(0.5),
  exposure: figure(0.3),
  maeMedian: figure(-0.4),
  mfeMedian: figure(1.1),
  bestStreak: figure(1),
  worstStreak: figure(1),
  realised: '100',
  fees: '4.2',
  funding: '-0.3',
}

export const PORTFOLIO_RISK: PortfolioRiskView = {
  timeMs: START_MS,
  currency: 'USDT',
  equity: 100_987.4,
  tail: [
    { method: 'historical', confidence: 0.95, horizonDays: 1, valueAtRisk: figure(900), conditional: figure(1_300) },
    {
      method: 'parametric',
      confidence: 0.95,
      horizonDays: 1,
      valueAtRisk: noFigure('needs 20 bars'),
      conditional: noFigure('needs 20 bars'),
    },
  ],
  stress: [
    {
      stressId: 'down10',
      label: 'Down 10 %',
      description: 'All prices fall by 10 %',
      profit: figure(-6_400),
      fraction: figure(-0.0634),
    },
  ],
  correlation: { instrumentIds: [INSTRUMENT_ID], matrix: [[1]], basis: '200 bars of 1h', reason: null },
  groups: [{ label: 'BTC-PERP', instrumentIds: [INSTRUMENT_ID], exposure: 64_000, fraction: figure(0.634), limit: 1 }],
}

export const CLOSED_TRADE: ClosedTradeView = {
  closedTradeId: 'trade-1',
  instrumentId: INSTRUMENT_ID,
  owner: 'hand',
  side: 'long',
  quantity: '1',
  entryPrice: '63000',
  exitPrice: '63200',
  openedAtMs: START_MS,
  closedAtMs: START_MS + MINUTE_MS,
  realised: '200',
  fees: '2.1',
  funding: '0',
  resultR: 1,
  maeR: -0.4,
  mfeR: 1.2,
  ended: 'take-profit',
}
