import type { GuardView, HandoverDraft, HandoverPreview, ResolutionDraft } from '../src-contract/index.ts'
import { EngineError, ensureDefined, floorToStep, KeyedCalls, ZERO } from './base/index.ts'
import type { EngineParts } from './compose-parts.ts'
import type { Readings } from './compose-readings.ts'
import { positionIdOf } from './compose-views.ts'
import {
  differenceView,
  guardView,
  instrumentView,
  meterView,
  reconciliationView,
  refusalView,
  resolutionView,
} from './compose-safety-views.ts'
import { HAND, type Owner, type Quantity, strategyId, strategyOwner, UNASSIGNED } from './domain/index.ts'
import type { MadeHandover, ResolutionWish } from './execution/index.ts'
import type { EngineApi } from './gateway/index.ts'
import { ACCOUNT_SCOPE } from './risk/index.ts'

const BY_HAND = 'hand'

/** Ledger and venue side by side, and how differences are resolved. */
export function reconciliationApi(
  { session, accountAlerts }: EngineParts,
  readings: Readings,
): EngineApi['reconciliation'] {
  const books = (): typeof session.execution.reconciliation => session.execution.reconciliation
  const keys = new KeyedCalls()
  const wishOf = (draft: ResolutionDraft): ResolutionWish => ({
    ...(draft.owner === undefined ? {} : { owner: ownerOf(draft.owner, readings) }),
    reason: draft.reason,
    by: BY_HAND,
  })
  const difference = (id: string): ReturnType<typeof differenceView> => {
    const found = books().differences.find(({ differenceId }) => differenceId === id)
    return differenceView(ensureDefined(found, `difference ${id}`))
  }
  return {
    get: () => reconciliationView(session),
    async run() {
      // A pass that fails is told in the view.
      const report = await session.reconcile().catch(() => undefined)
      if (report) accountAlerts.handleReport(report)
      return reconciliationView(session)
    },
    preview(draft) {
      const preview = books().preview(draft.differenceId, draft.action, wishOf(draft))
      return resolutionView(preview, session.portfolio.cash.add(preview.cashChange))
    },
    resolve: (draft, idempotencyKey) =>
      keys.once(idempotencyKey, draft, async () => {
        books().resolve(draft.differenceId, draft.action, wishOf(draft))
        await session.execution.whenStored()
        return difference(draft.differenceId)
      }),
    async hold(instrumentId, reason) {
      const id = readings.instrumentId(instrumentId)
      books().quarantine(id, 'person', `held by ${BY_HAND}: ${reason}`)
      await session.execution.whenStored()
      return instrumentView(session, id)
    },
    async release(instrumentId, reason) {
      const id = readings.instrumentId(instrumentId)
      books().release(id, { reason, by: BY_HAND })
      await session.execution.whenStored()
      return instrumentView(session, id)
    },
  }
}

export function protectionApi({ session }: EngineParts): EngineApi['protection'] {
  return {
    meters: () => session.protection.snapshot().map((state) => meterView(state, session.market.clock.nowMs())),
  }
}

export function riskApi({ session }: EngineParts): EngineApi['risk'] {
  const guards = (): ReturnType<EngineApi['risk']['guards']> =>
    session.guards
      .views()
      .map(guardView)
      .toSorted((left, right) => Number(right.state === 'tripped') - Number(left.state === 'tripped'))
  return {
    guards,
    rearm(guardId, target) {
      const guard = guards().find((each) => each.guardId === guardId && each.target === target)
      if (!guard) throw unknownGuard(guardId, target, guards())
      if (!guard.rearmable) throw notRearmable(guard)
      session.guards.rearm(guardId, scopeOf(guard), BY_HAND)
      return ensureDefined(
        guards().find((each) => each.guardId === guardId && each.target === target),
        `guard ${guardId}`,
      )
    },
    refusals({ instrumentId, limit }) {
      const wanted = session.refusals
        .list()
        .filter(({ intent }) => (instrumentId ?? intent.instrumentId) === intent.instrumentId)
      return wanted.toReversed().slice(0, limit).map(refusalView)
    },
  }
}

/** A position given from one owner into the care of another. */
export function handoverApi(
  { session }: EngineParts,
  readings: Readings,
): Pick<EngineApi['positions'], 'previewHandOver' | 'handOver'> {
  const keys = new KeyedCalls()
  const wishOf = (draft: HandoverDraft, idempotencyKey: string): HandoverWish => {
    const { instrumentId, owner: from, quantity: held } = readings.positionById(draft.positionId)
    const { lotSize } = session.snapshots.instrument(instrumentId)
    const quantity = draft.fraction < 1 ? floorToStep(held.abs().mul(draft.fraction), lotSize) : undefined
    return {
      instrumentId,
      from,
      to: ownerOf(draft.to, readings),
      quantity: quantity as Quantity | undefined,
      idempotencyKey,
    }
  }
  const handedOver = (draft: HandoverDraft, idempotencyKey: string): HandoverWish => {
    const wish = wishOf(draft, idempotencyKey)
    refuseAsHandover(() => session.handover.handOver(wish))
    return wish
  }
  /** What an earlier run has made under the key: its giver may hold nothing any more. */
  const repeated = (draft: HandoverDraft, idempotencyKey: string): MadeHandover | undefined => {
    const made = session.handover.made(idempotencyKey)
    if (made) requireSame(draft, made)
    return made
  }
  return {
    previewHandOver: (draft) => handoverPreview(wishOf(draft, 'preview'), session),
    handOver: (draft, idempotencyKey) =>
      keys.once(idempotencyKey, draft, async () => {
        const { instrumentId, from, to } = repeated(draft, idempotencyKey) ?? handedOver(draft, idempotencyKey)
        await session.execution.whenStored()
        const open = session.portfolio.openPositions().filter((position) => position.instrumentId === instrumentId)
        const meant = open.filter(({ owner }) => owner === from || owner === to)
        return meant.map((position) => readings.position(position))
      }),
  }
}

/** @throws EngineError `IDEMPOTENCY_MISMATCH` where the key has handed over something else. */
function requireSame({ positionId, to }: HandoverDraft, made: MadeHandover): void {
  if (positionId === positionIdOf({ instrumentId: made.instrumentId, owner: made.from }) && to === made.to) return
  throw new EngineError(
    'IDEMPOTENCY_MISMATCH',
    `The idempotency key ${made.handoverId} has handed ${made.instrumentId} of ${made.from} over to ${made.to}. Use a new key.`,
  )
}

type HandoverWish = Parameters<EngineParts['session']['handover']['preview']>[0]

function handoverPreview(wish: HandoverWish, { handover, portfolio }: EngineParts['session']): HandoverPreview {
  const { from, to, instrumentId } = wish
  try {
    const preview = handover.preview(wish)
    const { quantity, entryPrice, giverKeeps, receiverHolds, receiverEntryPrice } = preview
    return {
      accepted: true,
      refusal: null,
      quantity: quantity.toFixed(),
      giver: {
        owner: from,
        quantity: giverKeeps.toFixed(),
        averagePrice: giverKeeps.isZero() ? null : entryPrice.toSignificantDigits(12).toFixed(),
      },
      taker: {
        owner: to,
        quantity: receiverHolds.toFixed(),
        averagePrice: receiverEntryPrice.toSignificantDigits(12).toFixed(),
      },
      steps: preview.exits.map((exit) => exitSentence(exit, giverKeeps.isZero())),
    }
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'BAD_REQUEST') throw error
    const holding = (owner: Owner): HandoverPreview['giver'] => {
      const position = portfolio.position(instrumentId, owner)
      const isFlat = !position || position.quantity.isZero()
      return {
        owner,
        quantity: (position?.quantity ?? ZERO).toFixed(),
        averagePrice: isFlat ? null : position.entryPrice.toSignificantDigits(12).toFixed(),
      }
    }
    const giver = holding(from)
    const quantity = wish.quantity?.toFixed() ?? giver.quantity
    return { accepted: false, refusal: error.message, quantity, giver, taker: holding(to), steps: [] }
  }
}

type HandedExit = ReturnType<EngineParts['session']['handover']['preview']>['exits'][number]

function exitSentence({ role, quantity, price }: HandedExit, isWhole: boolean): string {
  const exit = `${role === 'stopLoss' ? 'stop' : 'target'} at ${price.toFixed()} for ${quantity.toFixed()}`
  return isWhole ? `The ${exit} goes along.` : `Of the ${exit} goes along what covers the part that is handed over.`
}

function refuseAsHandover(act: () => unknown): void {
  try {
    act()
  } catch (error) {
    if (error instanceof EngineError && error.code === 'BAD_REQUEST')
      throw new EngineError('HANDOVER_NOT_POSSIBLE', error.message, { cause: error })
    throw error
  }
}

/** @throws EngineError `UNKNOWN_STRATEGY`, `BAD_REQUEST`. */
function ownerOf(text: string, readings: Pick<Readings, 'strategy'>): Owner {
  if (text === HAND || text === UNASSIGNED) return text === HAND ? HAND : UNASSIGNED
  const [, id] = /^strategy:(.+)$/.exec(text) ?? []
  if (id === undefined) {
    throw new EngineError('BAD_REQUEST', `owner: "${text}" is none; it must be hand, unassigned or strategy:<id>.`)
  }
  readings.strategy(id)
  return strategyOwner(strategyId(id))
}

function scopeOf({ scope, target }: { readonly scope: string; readonly target: string | null }): string {
  if (scope === 'account') return ACCOUNT_SCOPE
  return scope === 'strategy' ? `owner:${target}` : `instrument:${target}`
}

function unknownGuard(guardId: string, target: string | null, all: readonly GuardView[]): EngineError {
  const watched = all.flatMap((each) => (each.guardId === guardId ? [each.target ?? 'the account'] : []))
  if (watched.length === 0) {
    const known = [...new Set(all.map((each) => each.guardId))].join(', ')
    return new EngineError('UNKNOWN_GUARD', `There is no guard ${guardId}. Known: ${known}.`)
  }
  const where = `for ${target ?? 'the account'}. It watches: ${watched.join(', ')}`
  return new EngineError('UNKNOWN_GUARD', `There is no guard ${guardId} ${where}.`)
}

function notRearmable({ guardId, state, message }: GuardView): EngineError {
  const why =
    state === 'armed'
      ? 'is armed already; there is nothing to do.'
      : `may not be armed by hand (its setting handRearm is false). ${message}`
  return new EngineError('NOT_REARMABLE', `Guard ${guardId} ${why}`)
}
