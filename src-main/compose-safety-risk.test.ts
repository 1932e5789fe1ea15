import { beforeEach, describe, expect, it } from 'vitest'
import type { HandoverDraft } from '../src-contract/index.ts'
import { EngineError } from './base/index.ts'
import type { EngineParts } from './compose-parts.ts'
import { Readings } from './compose-readings.ts'
import { handoverApi, protectionApi, riskApi } from './compose-safety.ts'
import { HAND, price, strategyId, strategyOwner } from './domain/index.ts'
import { EngineConfig } from './engine-config.ts'
import { ABC, type HandMarket, XYZ } from './session/testing/hand-market.ts'
import { handIntent, restingIntent } from './session/testing/intents.ts'
import { ledgerOf, openHandBench, type SessionBench } from './session/testing/session-bench.ts'

const PAPER_ONLY = { desk: { account: 'paper', isFirst: true }, config: { current: EngineConfig.parse({}) } }

const BOT = strategyOwner(strategyId('ema-cross'))
const GUARDS = {
  dailyLoss: { limitFraction: 0.0005, action: 'blockEntries', rearm: 'byHand' },
  mine: { kind: 'dailyLoss', scope: 'strategy', limitFraction: 0.0002, action: 'blockEntries', rearm: 'byHand' },
  strict: { kind: 'drawdown', limitFraction: 0.0005, action: 'warn', rearm: 'level', handRearm: false },
}

let bench: SessionBench<HandMarket>
let parts: EngineParts

beforeEach(async () => {
  bench = await openHandBench({
    settings: {
      risk: { guards: GUARDS, maxOrderNotional: '5000' },
      strategies: { 'ema-cross': { enabled: true, instruments: ['ABC'] } },
    },
  })
  parts = { session: bench.session, bus: bench.bus, ...PAPER_ONLY } as unknown as EngineParts
})

async function buy(amount = '10', change: Parameters<typeof handIntent>[0] = {}): Promise<void> {
  bench.session.desk.submit(handIntent({ size: { kind: 'quantity', quantity: amount }, ...change }))
  await bench.session.settle()
}

/** The price falls so far that 10 ABC lose 100. */
async function fall(): Promise<void> {
  for (const level of [100, 90]) {
    bench.market.clock.advanceBy(2_000)
    bench.market.quote(level)
    bench.market.trade(level)
    await bench.session.settle()
  }
}

function failureOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    return error instanceof EngineError ? `${error.code} ${error.message}` : String(error)
  }
  return 'nothing was thrown'
}

describe('guards over the interface', () => {
  it('are listed with what they measure, those that have tripped first', async () => {
    const api = riskApi(parts)
    await buy()
    await fall()
    const guards = api.guards()
    const tripped = guards.filter(({ state }) => state === 'tripped')
    expect(guards.slice(0, tripped.length)).toEqual(tripped)
    expect(tripped.map(({ guardId, scope, target }) => [guardId, scope, target])).toEqual([
      ['dailyLoss', 'account', null],
      ['strict', 'account', null],
      ['mine', 'strategy', HAND],
    ])
    expect(tripped.find(({ guardId }) => guardId === 'dailyLoss')).toMatchObject({
      kind: 'dailyLoss',
      label: 'Daily loss',
      limit: 0.0005,
      unit: 'fraction',
      action: 'blockEntries',
      rearmable: true,
      message: expect.stringContaining('armed again only by hand'),
    })
    expect(guards.at(-1)).toMatchObject({ state: 'armed', rearmable: false })
  })

  it('are armed again by hand, each in its scope, and entries pass then', async () => {
    const api = riskApi(parts)
    await buy()
    await fall()
    expect(bench.session.desk.preview(handIntent()).accepted).toBe(false)
    expect(api.rearm('dailyLoss', null)).toMatchObject({ guardId: 'dailyLoss', state: 'armed' })
    expect(api.rearm('mine', HAND)).toMatchObject({ guardId: 'mine', target: HAND, state: 'armed' })
    expect(bench.session.desk.preview(handIntent()).accepted).toBe(true)
    expect(bench.payloads('risk.guard').filter(({ state }) => state === 'armed')).toHaveLength(2)
  })

  it('refuse to be armed with what to do, where there is no such guard or it has not tripped', async () => {
    const api = riskApi(parts)
    expect(failureOf(() => api.rearm('unheardOf', null))).toMatch(
      /^UNKNOWN_GUARD There is no guard unheardOf\. Known: .*dailyLoss/,
    )
    await buy()
    await fall()
    expect(failureOf(() => api.rearm('mine', null))).toBe(
      'UNKNOWN_GUARD There is no guard mine for the account. It watches: hand.',
    )
    expect(failureOf(() => api.rearm('weeklyLoss', null))).toBe(
      'NOT_REARMABLE Guard weeklyLoss is armed already; there is nothing to do.',
    )
    expect(failureOf(() => api.rearm('strict', null))).toMatch(
      /^NOT_REARMABLE Guard strict may not be armed by hand \(its setting handRearm is false\)\. .*armed again once the value is back/,
    )
  })
})

describe('refusals over the interface', () => {
  it('are listed with their figures, newest first, of one instrument or all, at most so many', async () => {
    const api = riskApi(parts)
    bench.market.quote(100, { instrument: XYZ })
    bench.market.trade(100, XYZ)
    await buy('100')
    await buy('100', { instrumentId: XYZ.instrumentId, idempotencyKey: 'other' })
    await buy('200', { idempotencyKey: 'third' })
    const all = api.refusals({ instrumentId: undefined, limit: 10 })
    expect(all.map(({ instrumentId, measured }) => [instrumentId, measured > 15_000])).toEqual([
      [ABC.instrumentId, true],
      [XYZ.instrumentId, false],
      [ABC.instrumentId, false],
    ])
    expect(all[2]).toMatchObject({
      source: 'hand',
      owner: HAND,
      side: 'buy',
      code: 'MAX_ORDER_NOTIONAL',
      limit: 5000,
      unit: 'USDT',
      quantityThatFits: expect.stringMatching(/^49/),
    })
    expect(api.refusals({ instrumentId: ABC.instrumentId, limit: 1 })).toEqual([all[0]])
    expect(api.refusals({ instrumentId: 'test:NONE', limit: 10 })).toEqual([])
  })
})

describe('protection over the interface', () => {
  it('shows who covers what of a position', async () => {
    const api = protectionApi(parts)
    expect(api.meters()).toEqual([])
    await buy('2', { stopLossPrice: price(80) })
    expect(api.meters()).toMatchObject([
      {
        instrumentId: ABC.instrumentId,
        netQuantity: '2',
        atVenue: '2',
        byEngine: '0',
        uncovered: '0',
        intended: false,
        exposedMs: 0,
        overdue: false,
        sinceMs: null,
      },
    ])
  })

  it('shows a position that nobody wanted a stop for as bare by intention, and never as overdue', async () => {
    await buy('2')
    bench.market.clock.advanceBy(3_600_000)
    expect(protectionApi(parts).meters()).toMatchObject([
      { uncovered: '2', intended: true, overdue: false, exposedMs: 0 },
    ])
  })
})

describe('a handover over the interface', () => {
  const draft = (change: Partial<HandoverDraft> = {}): HandoverDraft => ({
    positionId: `${ABC.instrumentId}~${HAND}`,
    to: BOT,
    fraction: 1,
    ...change,
  })
  const api = (): ReturnType<typeof handoverApi> => handoverApi(parts, new Readings(parts))

  it('is shown with both holdings afterwards and the exits that go along', async () => {
    await buy('2', { stopLossPrice: price(80), takeProfitPrice: price(120) })
    expect(api().previewHandOver(draft())).toEqual({
      accepted: true,
      refusal: null,
      quantity: '2',
      giver: { owner: HAND, quantity: '0', averagePrice: null },
      taker: { owner: BOT, quantity: '2', averagePrice: '100.5' },
      steps: ['The stop at 80 for 2 goes along.', 'The target at 120 for 2 goes along.'],
    })
    expect(bench.journal.facts('handedOver')).toEqual([])
  })

  it('is shown for a part, rounded down to whole lots, with exits of which only a part goes along', async () => {
    await buy('1', { stopLossPrice: price(80) })
    expect(api().previewHandOver(draft({ fraction: 0.55 }))).toMatchObject({
      accepted: true,
      quantity: '0.5',
      giver: { quantity: '0.5', averagePrice: '100.5' },
      taker: { quantity: '0.5' },
      steps: ['Of the stop at 80 for 1 goes along what covers the part that is handed over.'],
    })
  })

  it('is shown as refused with why, and both holdings as they are', async () => {
    bench.market.quote(100, { instrument: XYZ })
    bench.market.trade(100, XYZ)
    await buy('2', { instrumentId: XYZ.instrumentId })
    const positionId = `${XYZ.instrumentId}~${HAND}`
    const refused = (to: string): unknown => api().previewHandOver(draft({ positionId, to }))
    expect(await refused(BOT)).toEqual({
      accepted: false,
      refusal: expect.stringContaining('strategy:ema-cross does not trade test:XYZ'),
      quantity: '2',
      giver: { owner: HAND, quantity: '2', averagePrice: '100.5' },
      taker: { owner: BOT, quantity: '0', averagePrice: null },
      steps: [],
    })
    expect(await refused(HAND)).toMatchObject({ accepted: false, refusal: expect.stringContaining('has it already') })
    expect(failureOf(() => refused('strategy:unheard-of'))).toMatch(/^UNKNOWN_STRATEGY/)
    expect(failureOf(() => refused('somebody'))).toMatch(/^BAD_REQUEST owner: "somebody"/)
  })

  it('is refused while an order of the giver is on its way', async () => {
    await buy('2')
    bench.session.desk.submit(handIntent({ idempotencyKey: 'more' }))
    const done = api().handOver(draft(), 'key-1')
    const shown = api().previewHandOver(draft())
    await expect(done).rejects.toMatchObject({ code: 'HANDOVER_NOT_POSSIBLE' })
    expect(shown).toMatchObject({ accepted: false, refusal: expect.stringContaining('still has an order') })
    await bench.session.settle()
    expect(api().previewHandOver(draft())).toMatchObject({ accepted: true })
  })

  it('is done once for each key, stop and all, and announced', async () => {
    await buy('2', { stopLossPrice: price(80) })
    const handover = api()
    const positions = await handover.handOver(draft(), 'key-1')
    expect(positions).toMatchObject([{ owner: BOT, quantity: '2' }])
    expect(await handover.handOver(draft(), 'key-1')).toEqual(positions)
    await expect(handover.handOver(draft({ fraction: 0.5 }), 'key-1')).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    })
    await bench.session.settle()
    expect(bench.journal.facts('handedOver')).toHaveLength(1)
    expect(bench.payloads('position.closed').map(({ position }) => position.owner)).toEqual([HAND])
    expect(bench.payloads('position.updated').at(-1)?.position.owner).toBe(BOT)
    expect(bench.session.execution.protectionOf(ABC.instrumentId, BOT).stopPrice?.toFixed()).toBe('80')
  })

  it('is known again after a restart: what was made is answered, another wish under its key is refused', async () => {
    await buy('2', { stopLossPrice: price(80) })
    const positions = await api().handOver(draft(), 'key-1')
    await bench.session.settle()
    const { trading, market } = bench
    await bench.session.close()
    const handover = { handoverId: 'key-1', instrumentId: ABC.instrumentId, from: HAND, to: BOT }
    bench = await openHandBench({ trading, market, ledger: { ...ledgerOf(bench), handovers: [handover] } })
    parts = { session: bench.session, bus: bench.bus, ...PAPER_ONLY } as unknown as EngineParts
    expect(await api().handOver(draft(), 'key-1')).toMatchObject(
      positions.map(({ positionId, quantity }) => ({ positionId, quantity })),
    )
    await expect(api().handOver(draft({ to: HAND }), 'key-1')).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' })
    await expect(api().handOver(draft(), 'key-2')).rejects.toMatchObject({
      code: 'UNKNOWN_POSITION',
      message: expect.stringContaining('may be closed already'),
    })
    expect(bench.journal.facts('handedOver')).toEqual([])
  })

  it('counts the trade that the taker closes as a trade of the taker', async () => {
    await buy('2')
    await api().handOver(draft(), 'key-1')
    await bench.session.settle()
    await buy('2', {
      owner: BOT,
      source: 'strategy',
      side: 'sell',
      reduceOnly: true,
      role: 'close',
      idempotencyKey: 'out',
    })
    expect(bench.session.guards.ownerRecord(BOT)).toMatchObject({ trades: 1, winRate: 0 })
    expect(bench.session.guards.ownerRecord(HAND)).toBeUndefined()
  })

  it('refuses a position that is not open', async () => {
    expect(failureOf(() => api().previewHandOver(draft()))).toMatch(/^UNKNOWN_POSITION/)
    bench.session.desk.submit(restingIntent(90))
    await expect(api().handOver(draft(), 'key-1')).rejects.toMatchObject({ code: 'UNKNOWN_POSITION' })
  })
})
