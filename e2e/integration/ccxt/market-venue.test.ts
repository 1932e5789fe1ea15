import { describe, expect, it } from 'vitest'
import { Decimal } from '../../../src-main/base/index.ts'
import { type MarketEvent, parseInstrumentId, TIMEFRAME_MS, type Timeframe } from '../../../src-main/domain/index.ts'
import { INTERVALS } from '../../venue/market/candles.ts'
import { PROFILES } from './testing/exchange-rig.ts'
import { type FollowedMarket, idOf, marketRig, turns, until } from './testing/market-rig.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

type EventOf<Kind extends MarketEvent['kind']> = Extract<MarketEvent, { readonly kind: Kind }>

function eventsOf<Kind extends MarketEvent['kind']>({ events }: FollowedMarket, kind: Kind): EventOf<Kind>[] {
  return events.filter((event): event is EventOf<Kind> => event.kind === kind)
}

describe.each(['spot', 'usdm'] as const)('the market of %s, through ccxt', (side) => {
  const rig = marketRig()
  const market = (symbol = 'BTCUSDT') => rig.venue[side].market(symbol)
  const isHeard = (stream: string) => rig.venue.connections.isHeard(side, stream)

  const open = async (symbols = ['BTC']): Promise<FollowedMarket> => {
    const followed = await rig.follow(side, symbols)
    await followed.venue.start()
    for (const symbol of symbols)
      for (const stream of ['kline_1m', 'aggTrade', 'bookTicker'])
        await rig.venue.connections.heard(side, `${symbol.toLowerCase()}usdt@${stream}`)
    return followed
  }

  /** Time of the market goes on, slowly enough for the network. */
  const pass = async (durationMs: number, stepMs = 5_000) => {
    for (let passedMs = 0; passedMs < durationMs; passedMs += stepMs) {
      rig.clock.advanceBy(stepMs)
      await turns()
    }
  }

  it('tells the best prices of the book', async () => {
    const followed = await open()
    market().moveTo(61_000)
    await until(() => eventsOf(followed, 'quote').length > 0, 'best prices')
    const [bid, ask] = [market().bids[0], market().asks[0]]
    expect(eventsOf(followed, 'quote').at(-1)?.quote).toEqual({
      timeMs: rig.clock.nowMs(),
      bid: market()
        .priceOf(bid?.ticks ?? 0)
        .toNumber(),
      bidSize: market()
        .quantityOf(bid?.lots ?? 0)
        .toNumber(),
      ask: market()
        .priceOf(ask?.ticks ?? 0)
        .toNumber(),
      askSize: market()
        .quantityOf(ask?.lots ?? 0)
        .toNumber(),
    })
  })

  it('loses no trade of a burst, and doubles none', async () => {
    const followed = await open()
    const count = 3_000
    for (let index = 0; index < count; index++) market().print(60_000 + index, 1, index % 2 === 0 ? 'buy' : 'sell')
    await until(() => eventsOf(followed, 'trade').length >= count, 'all trades')
    const prices = eventsOf(followed, 'trade').map(({ trade }) => trade.price)
    expect(prices).toEqual(Array.from({ length: count }, (_, index) => 60_000 + index))
    expect(followed.venue.streams().every(({ reconnects }) => reconnects === 0)).toBe(true)
  })

  it('follows another instrument and leaves one, without an interruption of the rest', async () => {
    const followed = await open(['BTC', 'ETH'])
    followed.venue.setFollowed([idOf(side, 'ETH'), idOf(side, 'SOL')])
    await rig.venue.connections.heard(side, 'solusdt@aggTrade')
    await until(() => !isHeard('btcusdt@aggTrade') && !isHeard('btcusdt@kline_1m'), 'the end of BTC')
    for (const symbol of ['BTCUSDT', 'ETHUSDT', 'SOLUSDT']) market(symbol).print(100, 1, 'buy')
    await until(() => eventsOf(followed, 'trade').length >= 2, 'the trades')
    const told = eventsOf(followed, 'trade').map(({ instrumentId }) => instrumentId)
    expect(told.toSorted()).toEqual([idOf(side, 'ETH'), idOf(side, 'SOL')])
    expect((await followed.venue.instruments()).map(({ base }) => base)).toEqual(['ETH', 'SOL'])
    expect(followed.venue.streams().every(({ reconnects }) => reconnects === 0)).toBe(true)
  })

  it('refuses an instrument that is not there, names what may be meant, and changes nothing', async () => {
    const { venue } = await rig.follow(side, ['BTC'])
    const { label, venueId } = PROFILES[side]
    const follow = () => venue.setFollowed([idOf(side, 'ETH'), parseInstrumentId(`${venueId}:SOL-USD`)])
    expect(follow).toThrow(`${label} has no instrument "SOL-USD". Did you mean ${venueId}:SOL-USDT?`)
    expect((await venue.instruments()).map(({ base }) => base)).toEqual(['BTC'])
  })

  it('tells changes of rules and status of what it follows', async () => {
    const followed = await open()
    market().changeRules({ minNotional: new Decimal(77) })
    market('ETHUSDT').changeRules({ minNotional: new Decimal(77) })
    await pass(15 * MINUTE_MS, MINUTE_MS)
    await until(() => eventsOf(followed, 'instrument').length > 0, 'the new rules')
    market().setStatus('BREAK')
    await followed.table.refresh()
    const told = eventsOf(followed, 'instrument').map(({ instrumentId, instrument }) => [
      instrumentId,
      instrument.minNotional.toNumber(),
      instrument.status,
    ])
    expect(told).toEqual([
      [idOf(side, 'BTC'), 77, 'trading'],
      [idOf(side, 'BTC'), 77, 'maintenance'],
    ])
  })

  it('tells at its next start of what has changed while it stood still, once', async () => {
    const followed = await open(['BTC', 'ETH'])
    await followed.venue.stop()
    market().setStatus('BREAK')
    await followed.table.refresh()
    expect(eventsOf(followed, 'instrument')).toEqual([])
    await followed.venue.start()
    await followed.venue.stop()
    await followed.venue.start()
    const told = eventsOf(followed, 'instrument').map(({ instrument }) => [instrument.instrumentId, instrument.status])
    expect(told).toEqual([[idOf(side, 'BTC'), 'maintenance']])
  })

  it.each(['1m', '5m', '15m', '1h', '4h'] as const)(
    'gives closed bars of %s as the venue has them',
    async (timeframe) => {
      const { venue } = await open()
      const stepMs = TIMEFRAME_MS[timeframe satisfies Timeframe]
      const fromMs = rig.clock.nowMs() - 300 * MINUTE_MS
      const candles = await venue.fetchCandles({ instrumentId: idOf(side, 'BTC'), timeframe, fromMs, toMs: Infinity })
      const bars = market().minutes.bars(INTERVALS[timeframe] ?? 0, fromMs, rig.clock.nowMs() - stepMs)
      expect(candles.map(({ openTimeMs, close }) => [openTimeMs, close])).toEqual(
        bars.map((bar) => [bar.openTimeMs, market().priceOf(bar.close).toNumber()]),
      )
      expect(candles.length).toBeGreaterThan(0)
    },
  )

  it('waits for a bar that has only just ended, so that it gives it whole', async () => {
    const { venue } = await rig.follow(side, ['BTC'])
    rig.clock.advanceTo(Math.ceil(rig.clock.nowMs() / MINUTE_MS) * MINUTE_MS)
    const nowMs = rig.clock.nowMs()
    let newest: number | undefined
    const range = { instrumentId: idOf(side, 'BTC'), timeframe: '1m', fromMs: nowMs - HOUR_MS, toMs: Infinity } as const
    const asked = venue.fetchCandles(range).then((candles) => (newest = candles.at(-1)?.openTimeMs))
    await turns(50)
    expect(newest).toBeUndefined()
    await pass(5_000, 1_000)
    await asked
    expect(newest).toBe(nowMs - MINUTE_MS)
  })

  it('closes the bars of a market without trades, as the venue has them', async () => {
    const followed = await open()
    rig.venue.faults.onFrame({ kind: 'drop' }, { matching: 'kline_1m', times: 1_000 })
    await pass(3 * MINUTE_MS)
    const closed = () => eventsOf(followed, 'candle').filter((event) => event.closed)
    await until(() => closed().length >= 2, 'closed bars')
    expect(closed().every(({ candle }) => candle.volume === 0)).toBe(true)
  })

  it('gives a book that stands to whoever looks as well, and ends it with the last one', async () => {
    const followed = await open()
    const watches = [followed.venue.watchBook(idOf(side, 'BTC'))]
    await until(() => eventsOf(followed, 'book').length === 1, 'the first book')
    watches.push(followed.venue.watchBook(idOf(side, 'BTC')))
    expect(eventsOf(followed, 'book')).toHaveLength(2)
    watches[0]?.dispose()
    await turns(20)
    expect(isHeard('btcusdt@depth@100ms')).toBe(true)
    watches[1]?.dispose()
    await until(() => !isHeard('btcusdt@depth@100ms'), 'the end of the book')
    expect(followed.venue.streams().some(({ kind }) => kind === 'book')).toBe(false)
  })

  it('tells of a book that is broken, and makes it whole again', async () => {
    const followed = await open()
    const told: string[] = []
    followed.venue.onStream(({ name, state }) => told.push(`${name} ${state}`))
    followed.venue.watchBook(idOf(side, 'BTC'))
    await until(() => eventsOf(followed, 'book').length > 0, 'the first book')
    rig.venue.faults.onFrame({ kind: 'drop' }, { matching: 'depth' })
    market().step()
    market().step()
    await until(() => told.includes('book of BTC-USDT reconnecting'), 'word of the broken book')
    await pass(2_000, 500)
    await until(() => told.at(-1) === 'book of BTC-USDT live', 'a whole book')
    expect(eventsOf(followed, 'book').at(-1)?.book.bids[0]?.[0]).toBe(
      market()
        .priceOf(market().bids[0]?.ticks ?? 0)
        .toNumber(),
    )
  })

  it('connects anew when the machine has slept, and tells what it has slept through', async () => {
    const followed = await open()
    market().print(60_001, 1, 'buy')
    await until(() => eventsOf(followed, 'trade').length === 1, 'a trade')
    // Asleep: nothing comes through the old connections any more.
    for (const wire of rig.venue.connections.wires(side)) wire.goHalfOpen()
    market().print(60_002, 1, 'buy')
    await followed.venue.handleWake()
    await pass(3_000, 500)
    await until(() => eventsOf(followed, 'trade').length === 2, 'the trade that was missed')
    expect(eventsOf(followed, 'trade').map(({ trade }) => trade.price)).toEqual([60_001, 60_002])
  })

  it('ends every stream at the venue when it is stopped', async () => {
    const { venue } = await open()
    await venue.stop()
    await until(() => !['kline_1m', 'aggTrade', 'bookTicker'].some((name) => isHeard(`btcusdt@${name}`)), 'the end')
    expect(venue.streams().map(({ state }) => state)).toEqual(venue.streams().map(() => 'stopped'))
  })

  it('does not begin where it was stopped while it was starting', async () => {
    const { venue } = await rig.follow(side, ['BTC'])
    const started = venue.start()
    await venue.stop()
    await started
    expect(venue.streams().every(({ state }) => state === 'stopped')).toBe(true)
  })

  it('is asked for again and again where there is no stream, and loses nothing by that', async () => {
    const { hookClosedCandles: _, streams, ...profile } = PROFILES[side]
    const polled = Object.keys(streams).map((kind) => [kind, 'polling'] as const)
    const followed = await rig.follow(side, ['BTC'], {
      ...profile,
      streams: Object.fromEntries(polled) as typeof streams,
    })
    followed.venue.watchBook(idOf(side, 'BTC'))
    market().print(60_000, 1, 'buy')
    await followed.venue.start()
    await until(() => followed.venue.streams().every(({ state }) => state === 'polling'), 'the first answers')
    const startMs = rig.clock.nowMs()
    for (let second = 0; second < 150; second++) {
      rig.clock.advanceBy(1_000)
      market().step()
      await turns(20)
    }
    const tradesOfVenue = market().trades.map(({ ticks }) => market().priceOf(ticks).toNumber())
    const prices = () => eventsOf(followed, 'trade').map(({ trade }) => trade.price)
    const closed = () => eventsOf(followed, 'candle').filter((event) => event.closed)
    const isToldAll = () => {
      rig.clock.advanceBy(100)
      return prices().length === tradesOfVenue.length && closed().length > 1
    }
    await until(isToldAll, 'everything')
    expect(prices()).toEqual(tradesOfVenue)
    const minutes = market().minutes.since(startMs - (startMs % MINUTE_MS))
    expect(closed().map(({ candle }) => [candle.openTimeMs, candle.close])).toEqual(
      minutes.slice(0, closed().length).map((bar) => [bar.openTimeMs, market().priceOf(bar.close).toNumber()]),
    )
    expect(eventsOf(followed, 'quote').length).toBeGreaterThan(1)
    expect(eventsOf(followed, 'book').length).toBeGreaterThan(1)
    expect(eventsOf(followed, 'mark').length > 1).toBe(side === 'usdm')
    expect(rig.venue.connections.wires(side)).toEqual([])
  })

  it('is not started by a venue that cannot be asked for its time', async () => {
    const { venue } = await rig.follow(side, ['BTC'])
    rig.venue.faults.onRequest({ kind: 'serverError', status: 503, taken: false }, { matching: '/time', times: 20 })
    await expect(venue.start()).rejects.toMatchObject({ name: 'VenueError' })
    expect(venue.streams().every(({ state }) => state === 'stopped')).toBe(true)
  })
})

describe('what only perpetuals have', () => {
  const rig = marketRig()
  it('is a mark price, and the funding, once when it has been paid', async () => {
    const fundedMs = rig.venue.perpetuals.nextFundingMs()
    rig.clock.advanceTo(fundedMs - 30_000)
    rig.venue.usdm.market('BTCUSDT').fundingRate = new Decimal('0.00031')
    const followed = await rig.follow('usdm', ['BTC'])
    await followed.venue.start()
    await rig.venue.connections.heard('usdm', 'btcusdt@markPrice@1s')
    rig.venue.usdm.setPrice('BTCUSDT', 59_000)
    await until(() => eventsOf(followed, 'mark').length > 0, 'a mark price')
    expect(eventsOf(followed, 'mark').at(-1)?.markPrice).toBe(59_000)
    const isTold = () => {
      rig.clock.advanceBy(500)
      return rig.clock.nowMs() > fundedMs + MINUTE_MS && eventsOf(followed, 'funding').length > 0
    }
    await until(isTold, 'the funding')
    expect(eventsOf(followed, 'funding').map(({ rate, markPrice, timeMs }) => [rate, markPrice, timeMs])).toEqual([
      [0.00031, 59_000, fundedMs],
    ])
  })

  it('is told of no spot market', async () => {
    const followed = await rig.follow('spot', ['BTC'])
    await followed.venue.start()
    expect(followed.venue.streams().map(({ kind }) => kind)).toEqual(['candles', 'trades', 'quotes'])
  })
})
