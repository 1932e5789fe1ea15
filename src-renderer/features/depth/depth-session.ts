import type { InstrumentView } from '../../../src-contract/index.ts'
import type { EngineClient } from '../../client/index.ts'
import { subscribeFormatSettings } from '../../ui/index.ts'
import { Book } from './book.ts'
import { bidShare, type Ladder, ladderOf, type OwnOrder } from './ladder.ts'
import { fittingTicks, priceGrid } from './price-groups.ts'

export type DepthState =
  /** Nothing has come yet, or an empty book so far. */
  | { readonly kind: 'waiting' }
  /** `ticks`: what fits the book, chosen once. A step that followed the book would move every price under the pointer. */
  | { readonly kind: 'shown'; readonly ticks: number }
  /** The market sends no book. */
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

/** How the book is looked at. */
export interface DepthLook {
  /** Ticks that are put together; undefined takes what fits the book. */
  readonly ticks: number | undefined
  /** Rows of each side. */
  readonly rows: number
  readonly own: readonly OwnOrder[]
  /** Price in the ticket; undefined where it has none. */
  readonly ticketPrice: number | undefined
}

/** Where the book is drawn. */
export interface DepthView {
  /** @param bidShare Weight of the bids near the middle, 0 to 1. */
  draw(ladder: Ladder, bidShare: number | undefined): void
}

/** A market that has a book sends it within this time. */
const PATIENCE_MS = 3_000

/** The book of one instrument, drawn outside of React: with every change of its levels, or of how it is looked at. */
export class DepthSession {
  readonly #client: Pick<EngineClient, 'subscribe'>
  readonly #instrument: InstrumentView
  readonly #book = new Book()
  readonly #listeners = new Set<() => void>()
  #look: DepthLook = { ticks: undefined, rows: 0, own: [], ticketPrice: undefined }
  #state: DepthState = { kind: 'waiting' }
  #view: DepthView | undefined
  #patience: ReturnType<typeof setTimeout> | undefined

  constructor(client: Pick<EngineClient, 'subscribe'>, instrument: InstrumentView) {
    this.#client = client
    this.#instrument = instrument
  }

  get state(): DepthState {
    return this.#state
  }

  /** Told when the state changes. @returns what ends it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Follows the book. @returns what ends it. */
  watch(): () => void {
    const endBook = this.#client.subscribe(
      'book',
      { instrumentId: this.#instrument.instrumentId },
      {
        snapshot: (book) => {
          this.#book.replace(book)
          this.#handleBook()
        },
        deltas: (changes) => {
          for (const change of changes) this.#book.apply(change)
          this.#handleBook()
        },
        refused: (code, message) => this.#set({ kind: 'refused', code, message }),
      },
    )
    const endFormats = subscribeFormatSettings(() => this.#draw())
    return () => {
      clearTimeout(this.#patience)
      endBook()
      endFormats()
    }
  }

  /** Draws into the view from now on. @returns what ends it. */
  attach(view: DepthView): () => void {
    this.#view = view
    this.#draw()
    return () => {
      if (this.#view === view) this.#view = undefined
    }
  }

  setLook(look: DepthLook): void {
    this.#look = look
    this.#draw()
  }

  #handleBook(): void {
    clearTimeout(this.#patience)
    if (this.#book.isEmpty) this.#patience = setTimeout(() => this.#set({ kind: 'none' }), PATIENCE_MS)
    else if (this.#state.kind !== 'shown') this.#set({ kind: 'shown', ticks: this.#fittingTicks() })
    this.#draw()
  }

  #fittingTicks(): number {
    const { bids, asks } = this.#book
    return fittingTicks([...bids.keys()], [...asks.keys()], this.#instrument.tickSize)
  }

  #draw(): void {
    if (this.#view === undefined || this.#state.kind !== 'shown') return
    const { ticks = this.#state.ticks, ...look } = this.#look
    const grid = priceGrid(this.#instrument.tickSize, ticks)
    this.#view.draw(ladderOf({ book: this.#book, grid, ...look }), bidShare(this.#book))
  }

  #set(state: DepthState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
