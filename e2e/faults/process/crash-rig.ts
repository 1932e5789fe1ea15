import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { OrderDraftInput, OrderView } from '../../../src-contract/index.ts'
import { errorText } from '../../../src-main/base/index.ts'
import type { VenueCapabilities } from '../../../src-main/domain/index.ts'
import { MARKET_PROFILES } from '../../../src-main/venues/simulated/simulated-instruments.ts'
import { EngineProcess, newFolder, pause, until } from '../../support/engine-process.ts'
import { BTC, draft, freshQuote, ordersOf, placeOrder } from '../../support/hand-orders.ts'
import type { Lab } from '../lab.ts'
import { judge } from '../rig/judge.ts'
import { readLedgerBook } from '../rig/ledger-book.ts'
import { VenueServer } from './venue-server.ts'

const PROGRAM = 'e2e/faults/process/engine-on-link.ts'
const CALM = {
  WHEELHOUSE_GATEWAY_PORT: '0',
  WHEELHOUSE_MARKET_SIMULATED_SPEED: '1',
  WHEELHOUSE_EXECUTION_ON_SHUTDOWN: 'leave',
  WHEELHOUSE_STRATEGIES: JSON.stringify({ 'ema-cross': { enabled: false } }),
}
/** Session time, most of which is the restart: the venue's clock goes on with what the engine says. */
const UNPROTECTED_MS = 10_000
/** Real time that the restarted engine gets to put things right. */
const QUIET_MS = 1_500
/** Within which an engine that has been killed has ended. */
const DEATH_MS = 15_000

/** Name of a run, and what its venue offers. */
export interface CrashPlan {
  readonly name: string
  readonly capabilities: Partial<VenueCapabilities>
}

/** A real engine in a process of its own on a venue that lives here. */
export class CrashRig {
  readonly home = newFolder()
  readonly server: VenueServer
  readonly findings: string[] = []
  #engine: EngineProcess | undefined

  private constructor(server: VenueServer) {
    this.server = server
  }

  /** Runs it, has it judged and takes it down. */
  static async run(lab: Lab, plan: string | CrashPlan, run: (rig: CrashRig) => Promise<void>): Promise<void> {
    const { name, capabilities } = typeof plan === 'string' ? { name: plan, capabilities: {} } : plan
    const rig = new CrashRig(
      await VenueServer.open(
        MARKET_PROFILES.map(({ instrument }) => instrument),
        capabilities,
      ),
    )
    lab.judged += 1
    try {
      await run(rig)
      await rig.#conclude()
    } catch (error) {
      rig.findings.push(`it broke off: ${errorText(error)}`)
      await rig.kill()
    } finally {
      rig.server.close()
      rmSync(rig.home, { recursive: true, force: true })
    }
    for (const finding of rig.findings) lab.findings.push(`${name}: ${finding}`)
  }

  get engine(): EngineProcess {
    if (!this.#engine) throw new Error('no engine runs')
    return this.#engine
  }

  get venue(): VenueServer['venue'] {
    return this.server.venue
  }

  /** @param kill where it is to kill itself */
  async start(kill?: string, environment: Readonly<Record<string, string>> = {}): Promise<void> {
    this.#engine = this.launch(kill, environment)
    await this.#engine.ready()
    await freshQuote(this.#engine)
  }

  /** As {@link start}, for one that does not come up. */
  launch(kill?: string, environment: Readonly<Record<string, string>> = {}, home = this.home): EngineProcess {
    const own = { ...CALM, FAULT_PORT: String(this.server.port), ...(kill ? { FAULT_KILL: kill } : {}) }
    return new EngineProcess({ program: PROGRAM, home, environment: { ...own, ...environment } })
  }

  /** Places an order that the engine may die of. One that it refuses, or leaves unanswered and lives on, is a finding. */
  async send(change: Partial<OrderDraftInput>, key?: string): Promise<void> {
    await this.command(() => placeOrder(this.engine, draft(change), key))
  }

  /** The same for any command. */
  async command(call: () => Promise<{ readonly status: number; readonly body: unknown }>): Promise<void> {
    const { engine } = this
    try {
      const { status, body } = await call()
      this.check(status < 300, `a command was answered with ${status}: ${JSON.stringify(body)}`)
    } catch (error) {
      const hasDied = await Promise.race([engine.exited.then(() => true), pause(DEATH_MS).then(() => false)])
      this.check(hasDied, `a command had no answer, and the engine lives: ${errorText(error)}`)
    }
  }

  /** An order with a stop 2 % below the market. */
  async sendProtected(change: Partial<OrderDraftInput> = {}): Promise<void> {
    await this.send({ ...(await this.#stopBelow()), ...change })
  }

  /** The same, until the engine takes it: what was under way when it died may have to be known first. */
  async enterProtected(): Promise<void> {
    await until(
      async () => placeOrder(this.engine, draft(await this.#stopBelow())),
      ({ status }) => status === 201,
    )
  }

  async #stopBelow(): Promise<Pick<OrderDraftInput, 'stopLossPrice'>> {
    const { last } = await freshQuote(this.engine)
    return { stopLossPrice: (last * 0.98).toFixed(0) }
  }

  /** Executes the newest order of a type at the venue, as soon as it is there. */
  async fill(quantity: string, type = 'market'): Promise<void> {
    const isMeant = (request: { readonly type: string }): boolean => request.type === type
    await until(
      () => Promise.resolve(this.venue.working()),
      (orders) => orders.some(({ terms }) => isMeant(terms)),
      5_000,
    )
    this.venue.doings.fill(this.venue.doings.ours(isMeant), { quantity, price: 64_000 })
  }

  async killed(): Promise<void> {
    const { signal } = await Promise.race([this.engine.exited, pause(DEATH_MS).then(() => ({ signal: 'none' }))])
    if (signal !== 'SIGKILL') this.findings.push('the engine did not come to the step at which it was to be killed')
    await this.kill()
  }

  async kill(): Promise<void> {
    const engine = this.#engine
    this.#engine = undefined
    await engine?.kill()
  }

  async order(isMeant: (order: OrderView) => boolean): Promise<OrderView> {
    const orders = await until(
      () => ordersOf(this.engine),
      (known) => known.some(isMeant),
    )
    const order = orders.find(isMeant)
    if (!order) throw new Error('no such order')
    return order
  }

  check(holds: boolean, finding: string): void {
    if (!holds) this.findings.push(finding)
  }

  get net(): number {
    return this.venue.books.net(BTC as Parameters<typeof this.venue.books.net>[0]).toNumber()
  }

  async #conclude(): Promise<void> {
    await pause(QUIET_MS)
    // One that was on its way when the engine died is asked after until it can no longer arrive; what covers follows.
    await until(
      () => ordersOf(this.engine),
      (orders) => !orders.some(({ state }) => state === 'unknown' || state === 'submitted' || state === 'pending'),
    )
    const status = await this.engine.get<{ tradingState: string; tradingReason: string | null }>('/status')
    if (status.tradingState !== 'active')
      this.findings.push(`trading is ${status.tradingState}: ${status.tradingReason}`)
    const { code, stderr } = await this.engine.stop()
    this.#engine = undefined
    if (code !== 0) this.findings.push(`the engine ended with ${code}: ${stderr}`)
    const ledger = readLedgerBook(join(this.home, 'ledger.db'))
    this.findings.push(...judge(ledger, this.venue, { unprotectedMs: UNPROTECTED_MS, leave: new Set() }))
    this.findings.push(...this.server.errors)
  }
}
