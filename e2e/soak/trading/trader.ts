import type { OrderView } from '../../../src-contract/index.ts'
import type { EngineAccess } from '../../support/engine-access.ts'
import { pause } from '../../support/engine-process.ts'
import { newKey } from '../../support/hand-orders.ts'
import type { Draw } from '../draw.ts'
import type { LiveEngine } from '../engine/live-engine.ts'
import { look } from './scene.ts'
import { drawWish, type Wish } from './wishes.ts'

interface Sent {
  readonly wish: Wish
  readonly body: Readonly<Record<string, unknown>>
}

interface Answer {
  readonly orderId?: string
  readonly orders?: readonly OrderView[]
  readonly code?: string
  /** Of a refusal by the risk check: its own code. */
  readonly data?: { readonly code?: string }
}

const PACE_MS = { from: 150, to: 450 }

/** A person with a quick hand: wishes all kinds of things of an engine, and asks again for what got no answer. */
export class Trader {
  /** Orders that the engine has said it took. */
  readonly accepted = new Set<string>()
  /** By wish and what became of it: `limit taken`, `close DENIED`. */
  readonly tally = new Map<string, number>()
  /** Answers that say that the engine itself is broken. */
  readonly faults: string[] = []
  readonly #engine: LiveEngine
  readonly #draw: Draw
  #unanswered: Sent | undefined
  #isAsked = true

  constructor(engine: LiveEngine, draw: Draw) {
    this.#engine = engine
    this.#draw = draw
  }

  async run(): Promise<void> {
    while (this.#isAsked || (this.#unanswered && this.#engine.access)) {
      const { access } = this.#engine
      if (access) await this.#step(access)
      await pause(this.#draw.whole(PACE_MS.from, PACE_MS.to))
    }
  }

  /** What has got no answer is still asked for again. */
  stop(): void {
    this.#isAsked = false
  }

  async #step(access: EngineAccess): Promise<void> {
    try {
      this.#unanswered ??= await this.#next(access)
      if (this.#unanswered) await this.#send(access, this.#unanswered)
      this.#unanswered = undefined
    } catch (error) {
      // Killed meanwhile; anything else is a fault of the soak.
      if (this.#engine.access === access) throw error
      if (this.#unanswered?.wish.isKeyed === false) this.#unanswered = undefined
    }
  }

  async #next(access: EngineAccess): Promise<Sent | undefined> {
    const scene = await look(access, this.#engine.side, this.#draw)
    const wish = scene && drawWish(scene, this.#draw)
    return wish && { wish, body: wish.isKeyed ? { ...wish.body, idempotencyKey: newKey() } : wish.body }
  }

  async #send(access: EngineAccess, { wish: { name, method, path }, body }: Sent): Promise<void> {
    const { status, body: answer } = await access.call<Answer>(method, path, body)
    const isTaken = status < 300
    this.#count(`${name} ${isTaken ? 'taken' : (answer.data?.code ?? answer.code ?? status)}`)
    if (isTaken) for (const { orderId } of answer.orders ?? [answer]) if (orderId) this.accepted.add(orderId)
    if (status >= 500 && status !== 503) this.faults.push(`${name}: ${status} ${JSON.stringify(answer)}`)
    if (status === 400) this.faults.push(`${name}: ${JSON.stringify(body)} is ${JSON.stringify(answer)}`)
  }

  #count(what: string): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + 1)
  }
}
