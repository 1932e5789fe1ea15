import { setTimeout as pause } from 'node:timers/promises'
import { BOOK_DEPTH } from '../../src-main/domain/index.ts'
import { startVenue } from '../../e2e/venue/index.ts'
import { answerParent } from './conversation.ts'
import { INSTRUMENTS, LISTINGS, STREAMS_EACH } from './load-instruments.ts'
import { LoadMarket } from './load-market.ts'
import { type PlannedMessage, planLoad } from './load-plan.ts'
import { StreamServer } from './stream-server.ts'
import { Counter, type Tally } from './tally.ts'

/**
 * The exchange of the bench: the simulator for REST and the account, and beside it the public streams, which say so much more
 * than the simulator's market does.
 */

/** An execution of the order that rests, so often. */
const FILL_EVERY_MS = 20
const FILLED_SYMBOL = 'BTCUSDT'

const venue = await startVenue({ listings: LISTINGS, historyMinutes: 60, balances: { USDT: 100_000_000 } })
const server = await StreamServer.open()
const markets = [...venue.spot.markets.values()].map((market, index) => new LoadMarket(market, index))
const fills = new Counter()
let planned: readonly PlannedMessage[] = []
venue.spot.desk.events.event(({ execution }) => {
  if (execution) fills.add(execution.tradeId, execution.price.toNumber(), execution.quantity.toNumber())
})

answerParent({
  addresses: () => ({ rest: `127.0.0.1:${venue.port}`, streams: `127.0.0.1:${server.port}` }),
  /** What is subscribed: streams, and sockets that they go over. */
  heard: () => ({ streams: server.streams, sockets: server.connections }),
  plan,
  run,
  tally,
})

/** Writes the messages of so many seconds beforehand. */
function plan(seconds: number): void {
  if (server.streams.length < STREAMS_EACH * INSTRUMENTS) throw new Error('not all is subscribed yet')
  planned = planLoad(markets, seconds, Date.now())
}

/** @returns messages that were sent in a second. */
async function run(): Promise<number> {
  const startedMs = performance.now()
  await send(startedMs)
  return (planned.length / (performance.now() - startedMs)) * 1_000
}

async function send(startedMs: number): Promise<void> {
  let nextFillMs = 0
  let next = 0
  while (next < planned.length) {
    const nowMs = performance.now() - startedMs
    for (let message = planned[next]; message && message.dueMs <= nowMs; message = planned[++next]) server.send(message)
    if (nowMs >= nextFillMs) {
      nextFillMs += FILL_EVERY_MS
      fill()
    }
    await pause(1)
  }
}

/** Somebody sells below the price of the order that rests. */
function fill(): void {
  const market = venue.spot.market(FILLED_SYMBOL)
  market.print(market.rules.minPrice, market.rules.stepSize, 'sell')
}

function tally(): Tally {
  const each = <Value>(pick: (market: LoadMarket) => Value): Record<string, Value> =>
    Object.fromEntries(markets.map((market) => [market.symbol, pick(market)]))
  return {
    trades: each(({ trades }) => trades),
    closedCandles: each(({ closedCandles }) => closedCandles),
    books: each((market) => market.book(BOOK_DEPTH)),
    fills: fills.view(),
  }
}
