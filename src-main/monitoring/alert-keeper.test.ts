import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock, timeMs } from '../base/index.ts'
import { type Instrument, money, parseInstrumentId, price, quantity, venueId } from '../domain/index.ts'
import { AlertBook } from './alert-book.ts'
import { AlertKeeper } from './alert-keeper.ts'
import { AlertStore } from './alert-store.ts'
import { PriceAlertBook } from './price-alert-book.ts'
import { causeOf, failOnError } from './testing/alert-causes.ts'
import { openAlertFile } from './testing/alert-file.ts'

const BTC = parseInstrumentId('simulated:BTC-PERP')
const INSTRUMENT: Instrument = {
  instrumentId: BTC,
  venueId: venueId('simulated'),
  symbol: 'BTC-PERP',
  name: 'Bitcoin',
  base: 'BTC',
  quote: 'USDT',
  tickSize: price('0.5'),
  lotSize: quantity('0.001'),
  minQuantity: quantity('0.001'),
  minNotional: money('1'),
  kind: 'linearPerpetual',
  status: 'trading',
}

let folder: string
let file: ReturnType<typeof openAlertFile>

/** An engine's run: nothing of an earlier one but the file. */
function run(keptOthers = 500) {
  const clock = new ManualClock(1_000)
  const book = new AlertBook({ clock, onError: failOnError, keptOthers })
  const forming = { openTimeMs: timeMs(60_000), open: 100, high: 101, low: 99, close: 100, volume: 1 }
  const market = {
    instrument: () => INSTRUMENT,
    lastPrice: () => 100,
    formingMinute: () => forming,
    nowMs: () => 61_000,
  }
  const prices = new PriceAlertBook({ clock, onError: failOnError, market })
  return { clock, book, prices, keeper: new AlertKeeper(book, prices) }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-alerts-'))
  file = openAlertFile(folder)
})

afterEach(() => {
  file.close()
  rmSync(folder, { recursive: true })
})

describe('AlertKeeper', () => {
  it('brings alerts and price alerts over a restart as they were', () => {
    const first = run()
    first.keeper.attach(file)
    const { alertId } = first.book.raise(causeOf())
    first.book.raise(causeOf({ subject: null, instrumentId: null, code: 'TRADING_HALTED', severity: 'critical' }))
    first.book.note(causeOf({ code: 'PRICE_REACHED' }))
    first.clock.advanceBy(2_000)
    first.book.raise(causeOf({ detail: 'longer' }))
    first.book.acknowledge(alertId)
    first.book.resolve({ code: 'FEED_STALE', subject: BTC })
    first.prices.create({ instrumentId: BTC, price: '110', note: 'look' })
    const gone = first.prices.create({ instrumentId: BTC, price: '120', note: '' })
    first.prices.remove(gone.priceAlertId)

    const second = run()
    second.keeper.attach(file)
    expect(second.book.all()).toEqual(first.book.all())
    expect(second.prices.stored()).toEqual(first.prices.stored())
  })

  it('stores what was raised before the file was there', () => {
    const first = run()
    first.book.raise(causeOf())
    first.keeper.attach(file)
    expect(new AlertStore(file).load().alerts).toEqual(first.book.all())
  })

  it('gives up what is not kept any more', () => {
    const first = run(2)
    first.keeper.attach(file)
    for (let index = 0; index < 5; index++) first.book.note(causeOf({ subject: `note ${index}` }))
    expect(new AlertStore(file).load().alerts.map(({ subject }) => subject)).toEqual(['note 3', 'note 4'])
  })

  it('gives a file that is attached again what happened in between, and takes nothing from it', () => {
    const { book, prices, keeper } = run()
    const attached = keeper.attach(file)
    book.raise(causeOf())
    attached.dispose()
    book.resolve({ code: 'FEED_STALE', subject: BTC })
    prices.create({ instrumentId: BTC, price: '110', note: '' })
    expect(new AlertStore(file).load().priceAlerts).toEqual([])
    keeper.attach(file)
    const stored = new AlertStore(file).load()
    expect(stored.alerts).toEqual(book.all())
    expect(stored.priceAlerts).toEqual(prices.stored())
  })
})
