import { describe, expect, it } from 'vitest'
import { HAND, type Owner, price, strategyId, strategyOwner, type TradingVenue } from '../domain/index.ts'
import type { PaperTradingVenue } from '../venues/index.ts'
import { ABC, type HandMarket } from './testing/hand-market.ts'
import { handIntent } from './testing/intents.ts'
import { openHandBench, type SessionBench } from './testing/session-bench.ts'

const STRATEGY = strategyOwner(strategyId('ema-cross'))

/** The paper venue, which takes no stops: the engine holds them. */
function withoutStops(venue: PaperTradingVenue): TradingVenue {
  const capabilities = { ...venue.capabilities, orderTypes: ['market', 'limit'] }
  return new Proxy(venue, {
    get: (target, name) => {
      if (name === 'capabilities') return capabilities
      const found: unknown = Reflect.get(target, name, target)
      return typeof found === 'function' ? (found.bind(target) as unknown) : found
    },
  })
}

type WrapTrading = (venue: PaperTradingVenue) => TradingVenue

/** The strategy is long 1 with a stop at 90, the hand short as much as told with a stop at 110. */
async function openOpposite(shortQuantity: string, wrapTrading: WrapTrading): Promise<SessionBench<HandMarket>> {
  const bench = await openHandBench({ wrapTrading })
  bench.session.desk.submit(
    handIntent({
      source: 'strategy',
      owner: STRATEGY,
      idempotencyKey: 'long-by-strategy',
      stopLossPrice: price(90),
    }),
  )
  bench.session.desk.submit(
    handIntent({
      side: 'sell',
      idempotencyKey: 'short-by-hand',
      size: { kind: 'quantity', quantity: shortQuantity },
      stopLossPrice: price(110),
    }),
  )
  await bench.session.settle()
  return bench
}

async function moveTo(bench: SessionBench<HandMarket>, level: number): Promise<void> {
  for (let tick = 0; tick < 4; tick++) {
    bench.market.clock.advanceBy(1_000)
    bench.market.trade(level)
    bench.market.quote(level)
    await bench.session.settle()
  }
}

async function standing(bench: SessionBench<HandMarket>): Promise<object> {
  const { portfolio } = bench.session
  const held = (owner: Owner): string => portfolio.ownerQuantity(ABC.instrumentId, owner).toFixed()
  const account = await bench.trading.queryAccount()
  return { strategy: held(STRATEGY), hand: held(HAND), venue: (account.positions[0]?.quantity ?? 0).toString() }
}

describe.each<[string, WrapTrading]>([
  ['stand at the venue', (venue) => venue],
  ['are held by the engine', withoutStops],
])('two owners with opposite positions in one instrument, whose stops %s', (...[, wrapTrading]) => {
  it.each(['0.4', '1', '1.5'])('each is stopped out by its own stop, the short being %s', async (short) => {
    const falling = await openOpposite(short, wrapTrading)
    await moveTo(falling, 89)
    expect(await standing(falling)).toEqual({ strategy: '0', hand: `-${short}`, venue: `-${short}` })

    const rising = await openOpposite(short, wrapTrading)
    await moveTo(rising, 111)
    expect(await standing(rising)).toEqual({ strategy: '1', hand: '0', venue: '1' })
  })

  it('the other one keeps its stop, and is stopped out by it later', async () => {
    const bench = await openOpposite('1', wrapTrading)
    await moveTo(bench, 89)
    await moveTo(bench, 111)
    expect(await standing(bench)).toEqual({ strategy: '0', hand: '0', venue: '0' })
    expect(bench.session.execution.openOrders()).toEqual([])
  })
})
