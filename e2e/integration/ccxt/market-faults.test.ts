import { describe, expect, it } from 'vitest'
import { ensureDefined } from '../../../src-main/base/index.ts'
import { BOOK_DEPTH, type MarketEvent } from '../../../src-main/domain/index.ts'
import type { FrameFault, RequestFault, VenueSide } from '../../venue/index.ts'
import { type FaultId, faultId } from '../../venue-check/fault-rows.ts'
import { faultMarks } from './testing/fault-marks.ts'
import { type FollowedMarket, idOf as instrumentIdOf, turns, until, marketRig } from './testing/market-rig.ts'

const MINUTE_MS = 60_000
const FRAMES = 'btcusdt@'

interface Plan {
  /** Planned fault of frames, or of requests after every connection was cut. */
  readonly frame?: FrameFault
  readonly request?: RequestFault
  /** Tells it from another plan of the same fault. */
  readonly detail?: string
  readonly matching: string
  readonly times: number
  readonly probability?: number
  /** Seconds of the market that the fault has; 150 unless given. */
  readonly steps?: number
}

const often = { matching: FRAMES, times: 30, probability: 0.2 }
const rarely = { matching: FRAMES, times: 4, probability: 0.05 }
const detail = ' in what is fetched after a cut'
const PLANS: readonly Plan[] = [
  { frame: { kind: 'drop' }, ...often },
  { frame: { kind: 'drop' }, matching: 'kline_1m', times: 200, detail: ' of the ends of bars' },
  { frame: { kind: 'duplicate' }, ...often },
  { frame: { kind: 'reorder' }, ...often },
  { frame: { kind: 'delay', ms: 20 }, ...often },
  { frame: { kind: 'invalidJson' }, ...often },
  { frame: { kind: 'disconnect' }, ...rarely },
  { frame: { kind: 'silence' }, ...rarely },
  { frame: { kind: 'halfOpen' }, ...rarely },
  { request: { kind: 'serverError', status: 503, taken: false }, matching: 'GET', times: 6, detail },
  { request: { kind: 'invalidJson', taken: true }, matching: 'GET', times: 4, detail },
  { request: { kind: 'drop', taken: false }, matching: 'GET', times: 4, detail },
  // Trades wait a minute for those before them: the ban takes its time by the machine's clock.
  { request: { kind: 'ban', status: 418, forMs: 1_000 }, matching: 'GET', times: 1, steps: 10, detail },
]

function idOf({ frame, request }: Plan): FaultId {
  return frame ? faultId('prices', frame) : faultId('question', ensureDefined(request, 'fault of requests'))
}

describe.each(['spot', 'usdm'] as const)('the market of %s, whatever happens to its streams', (side: VenueSide) => {
  const rig = marketRig()
  const shows = faultMarks(rig, side)
  const market = () => rig.venue[side].market('BTCUSDT')

  const trades = (events: readonly MarketEvent[]) =>
    events.filter((event) => event.kind === 'trade').map(({ trade }) => [trade.timeMs, trade.price, trade.quantity])
  const tradesOfVenue = (sinceMs: number) =>
    market()
      .trades.filter(({ timeMs }) => timeMs >= sinceMs)
      .map(({ timeMs, ticks, lots }) => [
        timeMs,
        market().priceOf(ticks).toNumber(),
        market().quantityOf(lots).toNumber(),
      ])
  const closed = (events: readonly MarketEvent[]) =>
    events
      .filter((event) => event.kind === 'candle' && event.closed)
      .map((event) => (event.kind === 'candle' ? event.candle : undefined))
  const closedAtVenue = (sinceMs: number) =>
    market()
      .minutes.since(sinceMs)
      .slice(0, -1)
      .map((bar) => ({
        openTimeMs: bar.openTimeMs,
        open: market().priceOf(bar.open).toNumber(),
        high: market().priceOf(bar.high).toNumber(),
        low: market().priceOf(bar.low).toNumber(),
        close: market().priceOf(bar.close).toNumber(),
        volume: market().quantityOf(bar.lots).toNumber(),
      }))
  const book = (events: readonly MarketEvent[]) => {
    const last = events.findLast((event) => event.kind === 'book')
    return last?.kind === 'book' ? { bids: last.book.bids, asks: last.book.asks } : undefined
  }
  const levels = (side: readonly { readonly ticks: number; readonly lots: number }[]) =>
    side
      .slice(0, BOOK_DEPTH)
      .map(({ ticks, lots }) => [market().priceOf(ticks).toNumber(), market().quantityOf(lots).toNumber()])
  const bookOfVenue = () => ({ bids: levels(market().bids), asks: levels(market().asks) })

  const step = async (ms = 1_000) => {
    rig.clock.advanceBy(ms)
    rig.venue[side].step()
    await turns()
  }

  /** A market that is followed with its book, and has brought first news of everything. */
  const open = async (): Promise<FollowedMarket> => {
    const followed = await rig.follow(side, ['BTC'])
    followed.venue.watchBook(instrumentIdOf(side, 'BTC'))
    await followed.venue.start()
    for (const stream of ['kline_1m', 'aggTrade', 'bookTicker', 'depth@100ms'])
      await rig.venue.connections.heard(side, `btcusdt@${stream}`)
    await until(() => book(followed.events) !== undefined, 'the first book')
    await step()
    await until(() => trades(followed.events).length > 0, 'the first trade')
    return followed
  }

  const plan = ({ frame, request, matching, times, probability = 1 }: Plan) => {
    const { faults, connections } = rig.venue
    const when = { matching, times, probability }
    if (frame) faults.onFrame(frame, when)
    if (request) {
      faults.onRequest(request, when)
      connections.drop(side)
    }
  }

  const startOf = ({ events }: FollowedMarket) => Number(trades(events)[0]?.[0])
  const firstMinute = (ms: number) => ms - (ms % MINUTE_MS)
  const told = (followed: FollowedMarket) => ({
    trades: trades(followed.events),
    closed: closed(followed.events),
    book: book(followed.events),
  })
  const atVenue = (sinceMs: number) => ({
    trades: tradesOfVenue(sinceMs),
    closed: closedAtVenue(firstMinute(sinceMs)),
    book: bookOfVenue(),
  })
  const isSame = (followed: FollowedMarket) =>
    JSON.stringify(told(followed)) === JSON.stringify(atVenue(startOf(followed)))

  /** Goes on well until everything is as it is at the venue. */
  const recover = async (followed: FollowedMarket) => {
    rig.venue.faults.clear()
    let looks = 0
    const isWell = () => {
      // What a quiet market does not tell comes with the next move of the price.
      if (looks++ % 20 === 0) rig.venue[side].step()
      else rig.clock.advanceBy(100)
      return looks % 20 > 1 && isSame(followed)
    }
    // What is not well in the end is shown by the comparison.
    await until(isWell, 'everything as it is at the venue').catch(() => undefined)
  }

  for (const planned of PLANS)
    it(
      `${idOf(planned)}${planned.detail ?? ''}: nothing is lost or doubled, and the book is the venue’s`,
      shows(idOf(planned)),
      async () => {
        const followed = await open()
        plan(planned)
        for (let count = 0; count < (planned.steps ?? 150); count++) await step()
        await recover(followed)
        for (let count = 0; count < 150; count++) await step()
        await recover(followed)
        expect(told(followed)).toEqual(atVenue(startOf(followed)))
        expect(trades(followed.events).length).toBeGreaterThan(150)
        expect(closed(followed.events).length).toBeGreaterThan(1)
      },
    )
})
