import { z } from 'zod'
import { GuardPath, GuardView, RefusalView } from './guards.ts'
import { ClosedTradeView, PerformanceGroup, PerformanceView, PortfolioRiskView } from './performance.ts'
import { IdempotencyKey, InstrumentIdText } from './primitives.ts'
import { entry, Limit, trader, viewer, withInstrument, withStrategy } from './procedure-base.ts'
import { ProtectionMeterView } from './protection-meters.ts'
import {
  DifferenceView,
  HandoverDraft,
  HandoverPreview,
  InstrumentReconciliation,
  ReconciliationView,
  ResolutionDraft,
  ResolutionPreview,
  ResolveInput,
} from './reconciliation.ts'
import { PositionView } from './trading.ts'

const withDifference = {
  UNKNOWN_DIFFERENCE: entry('UNKNOWN_DIFFERENCE'),
  RESOLUTION_NOT_POSSIBLE: entry('RESOLUTION_NOT_POSSIBLE'),
}
const withHandover = { UNKNOWN_POSITION: entry('UNKNOWN_POSITION'), ...withStrategy }

/** What the ledger says beside what the venue says. */
export const reconciliation = {
  get: viewer.route({ method: 'GET', path: '/reconciliation', tags: ['reconciliation'] }).output(ReconciliationView),
  run: trader
    .route({
      method: 'POST',
      path: '/reconciliation/run',
      tags: ['reconciliation'],
      summary: 'Ask the venue now; answers when the pass is over',
    })
    .input(z.object({}))
    .output(ReconciliationView),
  preview: viewer
    .route({
      method: 'POST',
      path: '/reconciliation/differences/{differenceId}/preview',
      tags: ['reconciliation'],
      summary: 'What a resolution would do; nothing is booked or sent',
    })
    .errors({ ...withDifference, ...withStrategy })
    .input(ResolutionDraft)
    .output(ResolutionPreview),
  resolve: trader
    .meta({ idempotent: 'key' })
    .route({
      method: 'POST',
      path: '/reconciliation/differences/{differenceId}/resolve',
      tags: ['reconciliation'],
      summary: 'Adopt what the venue says, cancel it there, or let it be',
    })
    .errors({ ...withDifference, ...withStrategy, IDEMPOTENCY_MISMATCH: entry('IDEMPOTENCY_MISMATCH') })
    .input(ResolveInput)
    .output(DifferenceView),
  hold: trader
    .route({
      method: 'POST',
      path: '/reconciliation/quarantine/{instrumentId}/hold',
      tags: ['reconciliation'],
      summary: 'Let nothing be opened on an instrument until it is released; exits, stops and cancels go on',
    })
    .errors(withInstrument)
    .input(z.object({ instrumentId: InstrumentIdText, reason: z.string().trim().min(1, 'say why').max(500) }))
    .output(InstrumentReconciliation),
  release: trader
    .route({
      method: 'POST',
      path: '/reconciliation/quarantine/{instrumentId}/release',
      tags: ['reconciliation'],
      summary: 'Allow entries on an instrument again',
    })
    .errors({ ...withInstrument, NOT_QUARANTINED: entry('NOT_QUARANTINED') })
    .input(z.object({ instrumentId: InstrumentIdText, reason: z.string().trim().min(1, 'say why').max(500) }))
    .output(InstrumentReconciliation),
}

/** How well open positions are protected. */
export const protection = {
  meters: viewer
    .route({ method: 'GET', path: '/protection/meters', tags: ['risk'], summary: 'One for each net position' })
    .output(z.object({ meters: z.array(ProtectionMeterView) })),
}

/** Guards of the account, and the orders that were refused. */
export const risk = {
  guards: viewer
    .route({ method: 'GET', path: '/risk/guards', tags: ['risk'], summary: 'Tripped ones first' })
    .output(z.object({ guards: z.array(GuardView) })),
  rearm: trader
    .route({
      method: 'POST',
      path: '/risk/guards/{guardId}/rearm',
      tags: ['risk'],
      summary: 'Arm a tripped guard again',
    })
    .errors({ UNKNOWN_GUARD: entry('UNKNOWN_GUARD'), NOT_REARMABLE: entry('NOT_REARMABLE') })
    .input(GuardPath)
    .output(GuardView),
  refusals: viewer
    .route({ method: 'GET', path: '/risk/refusals', tags: ['risk'], summary: 'Newest first' })
    .input(z.object({ limit: Limit, instrumentId: InstrumentIdText.optional() }))
    .output(z.object({ refusals: z.array(RefusalView) })),
}

/** A position goes from one owner to another; they stand among the procedures of positions. */
export const handover = {
  previewHandOver: viewer
    .route({
      method: 'POST',
      path: '/positions/{positionId}/hand-over/preview',
      tags: ['positions'],
      summary: 'What a handover would do; nothing is changed',
    })
    .errors(withHandover)
    .input(HandoverDraft)
    .output(HandoverPreview),
  handOver: trader
    .meta({ idempotent: 'key' })
    .route({
      method: 'POST',
      path: '/positions/{positionId}/hand-over',
      tags: ['positions'],
      summary: 'Give a position, or a share of it, to a strategy, or take it back',
    })
    .errors({
      ...withHandover,
      HANDOVER_NOT_POSSIBLE: entry('HANDOVER_NOT_POSSIBLE'),
      IDEMPOTENCY_MISMATCH: entry('IDEMPOTENCY_MISMATCH'),
    })
    .input(HandoverDraft.extend({ idempotencyKey: IdempotencyKey }))
    /** What is open of giver and taker afterwards. */
    .output(z.object({ positions: z.array(PositionView) })),
}

/** Figures of what was traded; they stand among the procedures of analytics. */
export const results = {
  performance: viewer
    .route({ method: 'GET', path: '/analytics/performance', tags: ['analytics'], summary: 'Figures of closed trades' })
    .input(z.object({ group: PerformanceGroup.default('all') }))
    .output(PerformanceView),
  portfolioRisk: viewer
    .route({
      method: 'GET',
      path: '/analytics/portfolio-risk',
      tags: ['analytics'],
      summary: 'Risk of what is held now',
    })
    .output(PortfolioRiskView),
  trades: viewer
    .route({ method: 'GET', path: '/analytics/trades', tags: ['analytics'], summary: 'Closed trades, newest first' })
    .input(z.object({ limit: Limit, instrumentId: InstrumentIdText.optional(), owner: z.string().max(100).optional() }))
    .output(z.object({ trades: z.array(ClosedTradeView) })),
}
