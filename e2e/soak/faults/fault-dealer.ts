import type { Disposable } from '../../../src-main/base/index.ts'
import type { Draw } from '../draw.ts'
import { FAULT_KINDS, type FaultKind, type FaultSite } from './fault-kinds.ts'

/** So often each kind has to hit. */
export const HITS_WANTED = 5

/** Some that are planned meet nothing. */
const SPARE = 2
const DEALING_SHARE = 0.95
const SLOWEST_MS = 3_000

/** Deals faults like cards: every kind comes once before any comes again. Counts which of them have hit. */
export class FaultDealer implements Disposable {
  readonly hits = new Map<string, number>(FAULT_KINDS.map(({ name }) => [name, 0]))
  readonly #sites: readonly FaultSite[]
  readonly #draw: Draw
  readonly #planned = new Map<object, string>()
  readonly #subscription: Disposable
  #deck: FaultKind[] = []
  #dealt = 0

  /** @param sites all of one venue, dealt to in turn. */
  constructor(sites: readonly FaultSite[], draw: Draw) {
    this.#sites = sites
    this.#draw = draw
    const [{ venue }] = sites as readonly [FaultSite]
    this.#subscription = venue.faults.met.event((fault) => this.#note(this.#planned.get(fault)))
  }

  /** Kinds that have hit too seldom. */
  get missing(): FaultKind[] {
    return FAULT_KINDS.filter(({ name }) => (this.hits.get(name) ?? 0) < HITS_WANTED)
  }

  /** Time between two faults of a run of so long, so that each kind comes often enough, and no oftener than can be mended. */
  paceMs(durationMs: number): number {
    return Math.min(SLOWEST_MS, (durationMs * DEALING_SHARE) / (FAULT_KINDS.length * (HITS_WANTED + SPARE)))
  }

  async deal(): Promise<void> {
    if (this.#deck.length === 0) this.#deck = this.#draw.shuffled(FAULT_KINDS)
    await this.#put(this.#deck.pop())
  }

  /** One of those that have hit too seldom. */
  dealMissing(): Promise<void> {
    return this.#put(this.#draw.pickIfAny(this.missing))
  }

  dispose(): void {
    this.#subscription.dispose()
  }

  async #put(kind: FaultKind | undefined): Promise<void> {
    const site = this.#sites[this.#dealt++ % this.#sites.length]
    if (!kind || !site) return
    const { venue, draw } = site
    if (kind.kind === 'done') {
      if (await kind.run(site)) this.#note(kind.name)
      return
    }
    const matching = kind.matching(site)
    if (kind.kind === 'request') {
      const fault = kind.fault(draw)
      this.#planned.set(fault, kind.name)
      venue.faults.onRequest(fault, { matching })
    } else {
      const fault = kind.fault(draw)
      this.#planned.set(fault, kind.name)
      venue.faults.onFrame(fault, { matching })
    }
  }

  #note(name: string | undefined): void {
    if (name !== undefined) this.hits.set(name, (this.hits.get(name) ?? 0) + 1)
  }
}
