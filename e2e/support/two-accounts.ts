import { rmSync } from 'node:fs'
import type { StatusView } from '../../src-contract/index.ts'
import { TRADING_KEY } from '../venue/index.ts'
import { type EngineAccess, onAccount } from './engine-access.ts'
import { EngineProcess, newFolder, until } from './engine-process.ts'
import { ExchangeAccounts } from './exchange-accounts.ts'
import { BY_HAND } from './hand-orders.ts'
import { USED_BEFORE } from './kept-layouts.ts'

/** An engine that trades on paper first, and with money at an exchange beside it. */
export class TwoAccounts implements AsyncDisposable {
  readonly exchange: ExchangeAccounts
  readonly engine: EngineProcess
  /** Its own place for locks: other specs trade with the same key. */
  readonly #locks: string

  private constructor(exchange: ExchangeAccounts, engine: EngineProcess, locks: string) {
    this.exchange = exchange
    this.engine = engine
    this.#locks = locks
  }

  static async start(): Promise<TwoAccounts> {
    const exchange = await ExchangeAccounts.start()
    const locks = newFolder()
    const keys = { BINANCE_API_KEY: TRADING_KEY.apiKey, BINANCE_SECRET_KEY: TRADING_KEY.secret }
    const engine = await EngineProcess.start({
      args: ['--quiet'],
      workspace: USED_BEFORE,
      environment: { ...keys, XDG_DATA_HOME: locks, LOCALAPPDATA: locks },
      config: {
        ...BY_HAND,
        accounts: { main: { venue: 'binance', environment: 'live', urls: exchange.urls } },
        trading: { account: 'paper', otherAccounts: ['main'] },
        market: { ...BY_HAND.market, exchange: { symbols: ['BTC-USDT'] } },
      },
    })
    const both = new TwoAccounts(exchange, engine, locks)
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
    rmSync(this.#locks, { recursive: true, force: true })
  }
}
