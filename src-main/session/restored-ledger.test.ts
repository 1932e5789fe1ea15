import { setImmediate as nextTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { ManualClock, silentLogger } from '../base/index.ts'
import { EventBus } from '../bus/index.ts'
import { MarketDataConfig, MemoryCandleStore } from '../market-data/index.ts'
import { PaperConfig, PaperTradingVenue } from '../venues/index.ts'
import { money } from '../domain/index.ts'
import { NEW_LEDGER } from './new-ledger.ts'
import { HandMarket } from './testing/hand-market.ts'
import { RecordingJournal } from './testing/recording-journal.ts'
import { ACCOUNT, settingsWith } from './testing/session-bench.ts'
import { TradingSession } from './trading-session.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function rethrow(error: unknown): never {
  throw error
}

async function openSession(): Promise<{ session: TradingSession; ledger: WeakRef<object> }> {
  const market = new HandMarket(rethrow)
  const instruments = await market.instruments()
  const ledger = { ...NEW_LEDGER, orders: [] }
  const trading = await PaperTradingVenue.open({
    file: undefined,
    accountId: ACCOUNT,
    startingCash: money(1_000),
    currency: 'USDT',
    instruments,
    clock: market.clock,
    model: PaperConfig.parse({}),
    logger: silentLogger,
    onFailed: rethrow,
  })
  const session = new TradingSession({
    market,
    trading,
    instruments,
    journal: new RecordingJournal(),
    candles: new MemoryCandleStore(),
    ledger,
    currency: 'USDT',
    bus: new EventBus(rethrow),
    systemClock: new ManualClock(1_000),
    logger: silentLogger,
    settings: settingsWith(),
    marketData: MarketDataConfig.parse({}),
    storeEquity: () => undefined,
  })
  return { session, ledger: new WeakRef(ledger.orders) }
}

it('a session lets go of the orders that the ledger held: each that ends later may take the place of one', async () => {
  const { session, ledger } = await openSession()
  await session.open()
  await nextTurn()
  collectGarbage()
  expect(ledger.deref()).toBeUndefined()
  await session.close()
})
