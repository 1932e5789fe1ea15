import { pause } from '../support/engine-process.ts'
import { startVenue, type VenueSide, type VenueSimulator } from '../venue/index.ts'
import { Draw } from './draw.ts'
import { HeapWatch } from './engine/heap-watch.ts'
import { LiveEngine } from './engine/live-engine.ts'
import { FaultDealer } from './faults/fault-dealer.ts'
import { Relay } from '../support/relay.ts'
import { judge } from './judge/judge.ts'
import type { Comparison } from './judge/compare.ts'
import type { SoakOptions } from './options.ts'
import { Trader } from './trading/trader.ts'

const SIDES: readonly VenueSide[] = ['spot', 'usdm']
/** Beside those that are always listed: where the outcome of an order is unknown, others are still traded. */
const LISTINGS = ['XRP', 'ADA', 'DOT', 'LTC', 'BNB'].map((base, index) => ({
  base,
  tick: '0.01',
  step: '0.01',
  minNotional: '5',
  startPrice: 40 + index * 60,
}))
const SYMBOLS = ['BTC', 'ETH', 'SOL', ...LISTINGS.map(({ base }) => base)].map((base) => `${base}-USDT`)
const MONEY = 1_000_000
const STEP_MS = 500
/** Kinds of fault that have not hit often enough are dealt on for so long. */
const EXTENSION_MS = 90_000
const SETTLE_LIMIT_MS = 120_000
/** When engines are killed, as shares of the run; between them one lives long enough for its heap to be looked at. */
const KILLS = [0.03, 0.06, 0.98, 0.98]

/** One engine with everything around it. */
export interface Party {
  readonly side: VenueSide
  readonly relay: Relay
  readonly engine: LiveEngine
  readonly trader: Trader
  readonly heap: HeapWatch
}

/** What came of it. */
export interface SoakResult {
  readonly dealer: FaultDealer
  readonly parties: readonly Party[]
  readonly comparisons: ReadonlyMap<VenueSide, Comparison>
  readonly kills: number
  readonly settledMs: number
  /** What broke while it ran. */
  readonly faults: readonly string[]
}

/** Two engines that trade live on both sides of a venue while everything goes wrong. */
export class Soak {
  readonly #options: SoakOptions
  readonly #venue: VenueSimulator
  readonly #parties: readonly Party[]
  readonly #dealer: FaultDealer
  readonly #faults: string[] = []
  readonly #begunMs = performance.now()
  #kills = 0

  private constructor(options: SoakOptions, venue: VenueSimulator, parties: readonly Party[]) {
    this.#options = options
    this.#venue = venue
    this.#parties = parties
    const sites = parties.map(({ side, relay }, index) => ({
      venue,
      side,
      relay,
      draw: new Draw(options.seed + 10 + index),
    }))
    this.#dealer = new FaultDealer(sites, new Draw(options.seed))
  }

  static async start(options: SoakOptions): Promise<Soak> {
    const faults: string[] = []
    const venue = await startVenue({
      seed: options.seed,
      stepMs: STEP_MS,
      listings: LISTINGS,
      balances: { USDT: MONEY },
      futuresWallet: MONEY,
      onError: (error) => faults.push(`the simulator: ${String(error)}`),
    })
    const parties: Party[] = []
    for (const side of SIDES) {
      const relay = new Relay(venue.port)
      await relay.open()
      const engine = new LiveEngine({ side, port: relay.port, symbols: SYMBOLS })
      await engine.startArmed()
      const trader = new Trader(engine, new Draw(options.seed + parties.length + 1))
      parties.push({ side, relay, engine, trader, heap: new HeapWatch(engine) })
    }
    return new Soak(options, venue, parties)
  }

  async run(): Promise<SoakResult> {
    const trading = this.#parties.map(async ({ trader, side }) => {
      await trader.run().catch((error: unknown) => this.#faults.push(`the trader of ${side}: ${String(error)}`))
    })
    const killing = this.#killOnTime()
    const watching = this.#watchHeap()
    await this.#dealFaults()
    await Promise.all([killing, watching])
    for (const { trader } of this.#parties) trader.stop()
    await Promise.all(trading)
    return this.#settle()
  }

  async dispose(): Promise<void> {
    for (const { engine, relay } of this.#parties) {
      await engine.dispose(this.#options.keepsFolders)
      await relay.close()
    }
    this.#dealer.dispose()
    await this.#venue.close()
  }

  get #share(): number {
    return (performance.now() - this.#begunMs) / this.#options.durationMs
  }

  async #dealFaults(): Promise<void> {
    const every = this.#dealer.paceMs(this.#options.durationMs)
    while (this.#share < 1) {
      await this.#dealer.deal()
      await pause(every)
    }
    const endMs = performance.now() + EXTENSION_MS
    while (this.#dealer.missing.length > 0 && performance.now() < endMs) {
      await this.#dealer.dealMissing()
      await pause(every)
    }
  }

  async #killOnTime(): Promise<void> {
    for (const [index, share] of KILLS.entries()) {
      while (this.#share < share) await pause(100)
      const party = this.#parties[index % this.#parties.length]
      await party?.engine.kill()
      this.#kills += 1
      await party?.engine.start().catch((error: unknown) => this.#faults.push(`after a kill: ${String(error)}`))
    }
  }

  async #watchHeap(): Promise<void> {
    const everyMs = Math.min(15_000, Math.max(4_000, this.#options.durationMs / 60))
    while (this.#share < 1) {
      for (const { heap, engine, side } of this.#parties) {
        await heap.sample(performance.now() - this.#begunMs)
        if (engine.collapse !== undefined) this.#faults.push(`the engine of ${side} has ended: ${engine.collapse}`)
      }
      await pause(everyMs)
    }
  }

  /** Nothing goes wrong any more and prices stand still: both sides have to come to the same books in time. */
  async #settle(): Promise<SoakResult> {
    this.#venue.faults.clear()
    this.#venue.skewClock(0)
    this.#venue.stopWalk()
    const begunMs = performance.now()
    const comparisons = new Map<VenueSide, Comparison>()
    while (performance.now() - begunMs < SETTLE_LIMIT_MS) {
      await pause(2_000)
      for (const party of this.#parties) comparisons.set(party.side, await this.#judge(party))
      if ([...comparisons.values()].every(({ findings }) => findings.length === 0)) break
    }
    return {
      dealer: this.#dealer,
      parties: this.#parties,
      comparisons,
      kills: this.#kills,
      settledMs: performance.now() - begunMs,
      faults: [...this.#faults, ...this.#parties.flatMap(({ trader }) => trader.faults)],
    }
  }

  async #judge({ side, engine, trader }: Party): Promise<Comparison> {
    const { access } = engine
    if (!access) return { counts: {}, findings: [`the engine of ${side} does not run`] }
    return judge({ venue: this.#venue, side, engine: access, accepted: trader.accepted })
  }
}
