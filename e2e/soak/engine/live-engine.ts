import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { accountId, parseInstrumentId } from '../../../src-main/domain/index.ts'
import { type EngineAccess, type EngineAnswer } from '../../support/engine-access.ts'
import { EngineProcess, newFolder, until } from '../../support/engine-process.ts'
import { urlsAt } from '../../integration/ccxt/testing/account-bench.ts'
import { TRADING_KEY, type VenueSide } from '../../venue/index.ts'
import type { InstrumentView, StatusView } from '../../../src-contract/index.ts'
import { storeEarlierLog, storeEarlierOrders } from './earlier-past.ts'

export const ACCOUNT = 'main'

const MONEY = 'USDT'
const INSPECTOR = /Debugger listening on (ws:\/\/\S+)/
/** Questions that hang are given up soon, so that many fit into a run. */
const REQUEST_LIMIT_MS = 2_000
/** The venue is asked again and again until it answers. */
const START_LIMIT_MS = 90_000
const ENVIRONMENT = {
  BINANCE_API_KEY: TRADING_KEY.apiKey,
  BINANCE_SECRET_KEY: TRADING_KEY.secret,
  NODE_OPTIONS: '--inspect=127.0.0.1:0',
}

export interface LiveEngineOptions {
  readonly side: VenueSide
  /** Where the venue is reached. */
  readonly port: number
  /** As the configuration names them: `BTC-USDT`. */
  readonly symbols: readonly string[]
}

/** An engine that trades on a live account at the simulator; it can be killed and comes up again on the same folder. */
export class LiveEngine {
  readonly side: VenueSide
  readonly home = newFolder()
  readonly #config: Readonly<Record<string, unknown>>
  #process: EngineProcess | undefined
  #starts = 0

  constructor({ side, port, symbols }: LiveEngineOptions) {
    this.side = side
    this.#config = configOf(side, port, symbols)
  }

  /** Undefined while it is killed and not up again. */
  get access(): EngineAccess | undefined {
    return this.#process
  }

  /** How often it has come up; tells the lives of the process apart. */
  get starts(): number {
    return this.#starts
  }

  /** Where its inspector listens. */
  get inspector(): string | undefined {
    return INSPECTOR.exec(this.#process?.stderr ?? '')?.[1]
  }

  /** How it has ended, where nobody has asked it to. */
  get collapse(): string | undefined {
    const { child } = this.#process ?? {}
    if (!child || (child.exitCode === null && child.signalCode === null)) return undefined
    return `exit ${child.exitCode ?? child.signalCode}: ${this.#process?.stderr.slice(-2_000)}`
  }

  /** Comes up on an account with a past, and is armed by the words that a person types. */
  async startArmed(): Promise<void> {
    await this.#openAccount()
    const engine = await this.start()
    const { status, body } = await engine.call('POST', `/accounts/${ACCOUNT}/arm`, { confirmation: `LIVE ${ACCOUNT}` })
    if (status !== 200) throw new Error(`the ${this.side} account is not armed: ${JSON.stringify(body)}`)
  }

  async start(): Promise<EngineProcess> {
    const engine = new EngineProcess({
      home: this.home,
      args: ['--quiet'],
      environment: ENVIRONMENT,
      ...(this.#starts === 0 ? { config: this.#config } : {}),
    })
    try {
      await engine.ready(START_LIMIT_MS)
    } catch (error) {
      await engine.kill()
      throw error
    }
    await until(
      () => engine.call<StatusView>('GET', '/status'),
      ({ status, body }: EngineAnswer<StatusView>) => status === 200 && body.accountId === ACCOUNT,
    )
    this.#starts += 1
    this.#process = engine
    return engine
  }

  /** The first start is what opens an account in the ledger. */
  async #openAccount(): Promise<void> {
    const engine = await this.start()
    const [{ instrumentId } = { instrumentId: '' }] = (
      await engine.get<{ instruments: InstrumentView[] }>('/instruments')
    ).instruments
    await engine.stop()
    await storeEarlierOrders({
      file: join(this.home, 'ledger.db'),
      accountId: accountId(ACCOUNT),
      instrumentId: parseInstrumentId(instrumentId),
      currency: MONEY,
      nowMs: Date.now(),
    })
    await storeEarlierLog(join(this.home, 'logs'))
  }

  /** As `kill -9`. */
  async kill(): Promise<void> {
    const engine = this.#process
    this.#process = undefined
    await engine?.kill()
  }

  async dispose(keepsFolder: boolean): Promise<void> {
    await this.kill()
    if (!keepsFolder) rmSync(this.home, { recursive: true, force: true })
  }
}

function configOf(side: VenueSide, port: number, symbols: readonly string[]): Readonly<Record<string, unknown>> {
  return {
    accounts: {
      [ACCOUNT]: {
        venue: side === 'spot' ? 'binance' : 'binance-usdm',
        environment: 'live',
        urls: urlsAt(port)[side],
        timeoutMs: REQUEST_LIMIT_MS,
      },
    },
    trading: { account: ACCOUNT },
    market: { exchange: { symbols } },
    strategies: { 'ema-cross': { enabled: false } },
    risk: {
      maxEntriesPerMinute: 10_000,
      maxOpenPositions: 100,
      maxDailyLossFraction: 0.9,
      correlation: { maxNotional: '1000000' },
      guards: {
        dailyLoss: { enabled: false },
        weeklyLoss: { enabled: false },
        drawdown: { enabled: false },
        losingStreak: { enabled: false },
        stopLosses: { enabled: false },
        volatility: { enabled: false },
      },
    },
  }
}
