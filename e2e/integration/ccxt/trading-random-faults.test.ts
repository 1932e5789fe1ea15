import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../../src-main/base/index.ts'
import type { OrderId } from '../../../src-main/domain/index.ts'
import type { FrameFault, RequestFault } from '../../venue/faults/fault.ts'
import type { VenueSide } from '../../venue/index.ts'
import { booked, known } from './testing/judge.ts'
import { type OpenedDesk, type TradingRig, until, useTrading } from './testing/trading-rig.ts'

const STEPS = 60
const REQUESTS = /(POST|DELETE) \/(api\/v3|fapi\/v1)\/(order|algoOrder)/
const FRAMES = /user@(executionReport|ORDER_TRADE_UPDATE|ALGO_UPDATE)/

/** What may become of an order's request. One that comes twice is left out where it may fill at once: it is another order then. */
const REQUEST_FAULTS: readonly RequestFault[] = [
  { kind: 'drop', taken: true },
  { kind: 'drop', taken: false },
  { kind: 'hang', taken: true },
  { kind: 'hang', taken: false },
  { kind: 'serverError', status: 502, taken: true },
  { kind: 'serverError', status: 502, taken: false },
  { kind: 'invalidJson', taken: true },
  { kind: 'delay', ms: 100 },
  { kind: 'partialFill', share: 0.3 },
]
const FRAME_FAULTS: readonly FrameFault[] = [
  { kind: 'drop' },
  { kind: 'duplicate' },
  { kind: 'reorder' },
  { kind: 'delay', ms: 80 },
  { kind: 'invalidJson' },
  { kind: 'disconnect' },
]

interface Play {
  readonly rig: TradingRig
  readonly side: VenueSide
  readonly desk: OpenedDesk
  readonly random: SeededRandom
  readonly orders: OrderId[]
}

function pick<T>({ random }: Play, list: readonly T[]): T | undefined {
  return list[Math.floor(random.next() * list.length)]
}

/** One of: an order, a cancel, a move of the price, a fault. */
function step(play: Play, number: number): void {
  const { rig, side, desk, random, orders } = play
  const chance = random.next()
  const away = String(60_000 - Math.floor(random.next() * 40) * 10)
  if (chance < 0.25) orders.push(desk.submit({ id: `limit-${number}`, limit: away }))
  else if (chance < 0.35) orders.push(desk.submit({ id: `market-${number}` }))
  else if (chance < 0.45) orders.push(desk.submit({ id: `stop-${number}`, side: 'sell', trigger: '59700' }))
  else if (chance < 0.6) {
    const order = pick(play, orders)
    if (order) desk.venue.cancel(order)
  } else if (chance < 0.75) {
    const exchange = side === 'spot' ? rig.venue.spot : rig.venue.usdm
    exchange.setPrice('BTCUSDT', 59_650 + Math.floor(random.next() * 700))
  } else if (chance < 0.88) {
    const fault = pick(play, REQUEST_FAULTS)
    if (fault) rig.venue.faults.onRequest(fault, fault.kind === 'partialFill' ? {} : { matching: REQUESTS })
  } else {
    const fault = pick(play, FRAME_FAULTS)
    if (fault) rig.venue.faults.onFrame(fault, { matching: FRAMES })
  }
}

describe.each(['spot', 'usdm'] as const)('Whatever goes wrong at Binance %s', (side) => {
  const rig = useTrading(() => ({ balances: { USDT: 1_000_000, BTC: 10 }, futuresWallet: 1_000_000 }))

  it.each([1, 2, 3])('no order is lost, none is doubled, and what was told is in order (seed %i)', async (seed) => {
    const desk = await rig.desk(side, { timeoutMs: 250 })
    const play: Play = { rig, side, desk, random: new SeededRandom(seed), orders: [] }
    for (let number = 0; number < STEPS; number++) {
      step(play, number)
      // Some steps come while those before them are still under way.
      if (play.random.next() < 0.5) await desk.settled()
    }
    rig.venue.faults.clear()
    await desk.settled()
    await until(() => desk.connections.at(-1)?.kind === 'connected')
    await desk.settled()
    expect(play.orders.length).toBeGreaterThan(10)
    expect((side === 'spot' ? rig.venue.spot : rig.venue.usdm).store.trades.length).toBeGreaterThan(0)
    for (const order of play.orders)
      expect([order, await known(desk, order)]).toEqual([order, booked(rig.venue, side, order)])
  })
})
