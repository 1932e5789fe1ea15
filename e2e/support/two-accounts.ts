import type { StatusView } from '../../src-contract/index.ts'
import { TRADING_KEY } from '../venue/index.ts'
import { type EngineAccess, onAccount } from './engine-access.ts'
import { EngineProcess, until } from './engine-process.ts'
import { ExchangeAccounts } from './exchange-accounts.ts'
import { BY_HAND } from './hand-orders.ts'
import { USED_BEFORE } from './kept-layouts.ts'

/** An engine that trades on paper first, and with money at an exchange beside it. */
export class TwoAccounts implements AsyncDisposable {
  readonly exchange: ExchangeAccounts
  readonly engine: EngineProcess

  private constructor(exchange: ExchangeAccounts, engine: EngineProcess) {
    this.exchange = exchange
    this.engine = engine
  }

  static async start(): Promise<TwoAccounts> {
    const exchange = await ExchangeAccounts.start()
    const engine = await EngineProcess.start({
      args: ['--quiet'],
      workspace: USED_BEFORE,
      environment: { BINANCE_API_KEY: TRADING_KEY.apiKey, BINANCE_SECRET_KEY: TRADING_KEY.secret },
      config: {
        ...BY_HAND,
        accounts: { main: { venue: 'binance', environment: 'live', urls: exchange.urls } },
        trading: { account: 'paper', otherAccounts: ['main'] },
        market: { ...BY_HAND.market, exchange: { symbols: ['BTC-USDT'] } },
      },
    })
    const both = new TwoAccounts(exchange, engine)
    await until(
      () => engine.get<StatusView>('/status'),
      ({ tradedAccounts }) => tradedAccounts.every(({ state }) => state === 'open'),
    )
    return both
  }

  get main(): EngineAccess {
    return onAccount(this.engine, 'main')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.engine.stop()
    await this.exchange[Symbol.asyncDispose]()
  }
}
