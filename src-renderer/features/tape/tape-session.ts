import type { EngineClient } from '../../client/index.ts'
import { subscribeFormatSettings } from '../../ui/index.ts'
import { Tape, type TapeChange, type TapeRow } from './tape.ts'

export type TapeState =
  | { readonly kind: 'waiting' }
  /** Nothing to show: there were no trades, or none is large enough. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'shown' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

/** Where the trades are drawn. */
export interface TapeView {
  /** Rows that it shows at most. */
  readonly rows: number
  drawAll(rows: readonly TapeRow[]): void
  draw(change: TapeChange): void
}

/** Public trades of one instrument, drawn outside of React. */
export class TapeSession {
  readonly #client: Pick<EngineClient, 'subscribe'>
  readonly #instrumentId: string
  readonly #tape = new Tape()
  readonly #listeners = new Set<() => void>()
  #state: TapeState = { kind: 'waiting' }
  #view: TapeView | undefined
  #held = false

  constructor(client: Pick<EngineClient, 'subscribe'>, instrumentId: string) {
    this.#client = client
    this.#instrumentId = instrumentId
  }

  get state(): TapeState {
    return this.#state
  }

  /** Told when the state changes. @returns what ends it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Follows the trades. @returns what ends it. */
  watch(): () => void {
    const endTrades = this.#client.subscribe(
      'trades',
      { instrumentId: this.#instrumentId },
      {
        snapshot: (trades) => {
          this.#tape.replace(trades)
          this.#drawAll()
        },
        deltas: (trades, skipped = 0) => {
          const change = this.#tape.add(trades, skipped)
          if (!this.#held) this.#view?.draw(change)
          this.#tell()
        },
        refused: (code, message) => this.#set({ kind: 'refused', code, message }),
      },
    )
    const endFormats = subscribeFormatSettings(() => this.#drawAll())
    return () => {
      endTrades()
      endFormats()
    }
  }

  /** Draws into the view from now on. @returns what ends it. */
  attach(view: TapeView): () => void {
    this.#view = view
    this.#drawAll()
    return () => {
      if (this.#view === view) this.#view = undefined
    }
  }

  /** Smallest quantity that is shown, in base units. */
  setLeast(quantity: number): void {
    this.#tape.setLeast(quantity)
    this.#drawAll()
  }

  /** Holds the table still; trades are kept meanwhile. */
  setHeld(held: boolean): void {
    this.#held = held
    this.#drawAll()
  }

  #drawAll(): void {
    if (!this.#held) this.#view?.drawAll(this.#tape.newest(this.#view.rows))
    this.#tell()
  }

  /** Before the first snapshot nothing is known, which is not the same as nothing there. */
  #tell(): void {
    const kind = this.#tape.newest(1).length === 0 ? 'empty' : 'shown'
    if (this.#state.kind !== kind && (kind === 'shown' || this.#tape.isLoaded)) this.#set({ kind })
  }

  #set(state: TapeState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
