import type { InstrumentView, OrderDraftInput, PreviewView } from '../../../src-contract/index.ts'
import type { CallFault } from '../../client/index.ts'

export type PreviewState =
  | { readonly kind: 'none' }
  /** The answer belongs to `draft`; `current` is false while a newer draft waits for its own. */
  | { readonly kind: 'answered'; readonly preview: PreviewView; readonly current: boolean }
  | { readonly kind: 'failed'; readonly fault: CallFault }

/** System time and timers. */
export interface Timers {
  nowMs(): number
  /** Calls once after the delay; returns what calls it off. */
  after(delayMs: number, callback: () => void): () => void
}

export interface PreviewerPorts {
  ask(draft: OrderDraftInput): Promise<PreviewView>
  describeFault(error: unknown): CallFault
  readonly timers: Timers
}

/** Typing rests this long before the engine is asked. */
const DEBOUNCE_MS = 150
/** A moving price asks again at most this often. */
const REFRESH_MS = 1_000

/** Keeps the risk check's answer to the draft in the ticket: asked when typing rests, and again while the price moves. */
export class Previewer {
  readonly #ports: PreviewerPorts
  readonly #listeners = new Set<() => void>()
  #state: PreviewState = { kind: 'none' }
  #draft: OrderDraftInput | undefined
  #draftText = ''
  #instrument: InstrumentView | undefined
  #cancelTimer: (() => void) | undefined
  #askedAtMs = Number.NEGATIVE_INFINITY
  /** A question is out: another one would only make its answer an old one. */
  #asking = false
  /** Counts questions; only the answer to the newest one counts. */
  #question = 0

  constructor(ports: PreviewerPorts) {
    this.#ports = ports
  }

  get state(): PreviewState {
    return this.#state
  }

  /** @returns what ends the subscription. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The draft as it stands now; undefined while the form has faults. */
  setDraft(draft: OrderDraftInput | undefined): void {
    const text = draft === undefined ? '' : JSON.stringify(draft)
    if (text === this.#draftText) return
    this.#draft = draft
    this.#draftText = text
    if (draft !== undefined) return this.#askAnew()
    this.#giveUp()
    this.#set({ kind: 'none' })
  }

  /** The instrument as it stands now: an answer by other rules, or of another status, does not count any more. */
  setInstrument(instrument: InstrumentView): void {
    const isChange = this.#instrument !== undefined && this.#instrument !== instrument
    this.#instrument = instrument
    if (isChange && this.#draft !== undefined) this.#askAnew()
  }

  /** The price of the instrument has moved. */
  handlePrice(): void {
    if (this.#draft === undefined || this.#asking || this.#cancelTimer !== undefined) return
    const waitMs = Math.max(0, this.#askedAtMs + REFRESH_MS - this.#ports.timers.nowMs())
    this.#cancelTimer = this.#ports.timers.after(waitMs, () => this.#ask())
  }

  dispose(): void {
    this.#giveUp()
    this.#draftText = ''
    this.#draft = undefined
  }

  #askAnew(): void {
    this.#giveUp()
    if (this.#state.kind === 'answered') this.#set({ ...this.#state, current: false })
    this.#cancelTimer = this.#ports.timers.after(DEBOUNCE_MS, () => this.#ask())
  }

  #ask(): void {
    this.#cancelTimer = undefined
    if (this.#draft === undefined) return
    this.#asking = true
    this.#question += 1
    const question = this.#question
    this.#askedAtMs = this.#ports.timers.nowMs()
    const settle = (state: PreviewState): void => {
      if (question !== this.#question) return
      this.#asking = false
      this.#set(state)
    }
    this.#ports.ask(this.#draft).then(
      (preview) => settle({ kind: 'answered', preview, current: true }),
      (error: unknown) => settle({ kind: 'failed', fault: this.#ports.describeFault(error) }),
    )
  }

  /** Nothing is asked any more, and no answer counts that is still out. */
  #giveUp(): void {
    this.#question += 1
    this.#asking = false
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
  }

  #set(state: PreviewState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
