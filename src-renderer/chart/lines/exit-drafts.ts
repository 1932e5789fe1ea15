import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PositionView, ProtectPositionInput, ProtectPreviewView } from '../../../src-contract/index.ts'
import type { ExitLeg } from './exit-price.ts'

/** Where a stop or target is wanted, before the engine has it. */
export interface ExitDraft {
  readonly draftId: string
  readonly positionId: string
  readonly leg: ExitLeg
  /** Decimal text on the tick. */
  readonly price: string
  /** The pointer holds it; it waits to be confirmed; it was sent and has not become fact yet. */
  readonly phase: 'dragged' | 'projected' | 'sent'
  /** What the engine says of this very price; undefined until it has answered. */
  readonly preview: ProtectPreviewView | undefined
}

export interface ExitDraftPorts {
  preview(input: ProtectPositionInput): Promise<ProtectPreviewView>
  protect(input: ProtectPositionInput): Promise<unknown>
  /** False where a line that was dropped is sent at once. */
  confirmFirst(): boolean
  /** The engine refused: the line is back where it was. */
  onRefused(draft: ExitDraft, error: unknown): void
  after(delayMs: number, callback: () => void): () => void
}

export type ExitDraftStore = StoreApi<{ readonly drafts: ReadonlyMap<string, ExitDraft> }>

/** A drag gives up to 60 prices a second; the engine is asked for the one where it rests. */
const PREVIEW_DEBOUNCE_MS = 120
/** The position follows its command within this time, or the line goes back to what is fact. */
const FACT_WITHIN_MS = 3_000

export const draftIdOf = (positionId: string, leg: ExitLeg): string => `${positionId}/${leg}`

/** Stops and targets that are being moved or set on a chart, each from the first touch until it is fact or given up. */
export class ExitDrafts {
  readonly store: ExitDraftStore = createStore(() => ({ drafts: new Map<string, ExitDraft>() }))
  readonly #ports: ExitDraftPorts
  readonly #timers = new Map<string, () => void>()

  constructor(ports: ExitDraftPorts) {
    this.#ports = ports
  }

  get(draftId: string): ExitDraft | undefined {
    return this.store.getState().drafts.get(draftId)
  }

  /**
   * Moves the leg to a price that was made legal before. Nothing is sent.
   * @param phase `dragged` while the pointer holds it, `projected` otherwise.
   */
  move(target: Pick<ExitDraft, 'positionId' | 'leg'>, price: string, phase: 'dragged' | 'projected'): void {
    const draftId = draftIdOf(target.positionId, target.leg)
    const known = this.get(draftId)
    if (known?.phase === 'sent' || (known?.price === price && known.phase === phase)) return
    const preview = known?.price === price ? known.preview : undefined
    const { positionId, leg } = target
    this.#set({ draftId, positionId, leg, price, phase, preview })
    if (preview === undefined) this.#after(draftId, PREVIEW_DEBOUNCE_MS, () => void this.#ask(draftId))
  }

  /** The pointer lets go: the draft waits for its confirmation, or goes out where none is wanted. */
  drop(draftId: string, workingPrice: string | null): void {
    const draft = this.get(draftId)
    if (draft?.phase !== 'dragged') return
    if (samePrice(draft.price, workingPrice)) this.discard(draftId)
    else if (this.#ports.confirmFirst()) this.#set({ ...draft, phase: 'projected' })
    else void this.#send(draft)
  }

  /** Sends a draft that waits for it. */
  async confirm(draftId: string): Promise<void> {
    const draft = this.get(draftId)
    if (draft?.phase === 'projected') await this.#send(draft)
  }

  /** Gives a draft up that was not sent. */
  discard(draftId: string): void {
    if (this.get(draftId)?.phase !== 'sent') this.#remove(draftId)
  }

  /** Drops drafts that have become fact, and those whose position is gone. */
  handlePositions(positions: readonly PositionView[]): void {
    const byId = new Map(positions.map((position) => [position.positionId, position]))
    for (const draft of this.store.getState().drafts.values()) {
      const position = byId.get(draft.positionId)
      const isFact = draft.phase === 'sent' && samePrice(draft.price, workingPriceOf(position, draft.leg))
      if (position === undefined || isFact) this.#remove(draft.draftId)
    }
  }

  dispose(): void {
    for (const cancel of this.#timers.values()) cancel()
    this.#timers.clear()
  }

  async #send(draft: ExitDraft): Promise<void> {
    const { draftId } = draft
    this.#set({ ...draft, phase: 'sent' })
    try {
      await this.#ports.protect(protectInput(draft))
      if (this.get(draftId) !== undefined) this.#after(draftId, FACT_WITHIN_MS, () => this.#remove(draftId))
    } catch (error) {
      this.#remove(draftId)
      this.#ports.onRefused(draft, error)
    }
  }

  async #ask(draftId: string): Promise<void> {
    const asked = this.get(draftId)
    if (asked === undefined) return
    try {
      const preview = await this.#ports.preview(protectInput(asked))
      const now = this.get(draftId)
      if (now?.price === asked.price) this.#set({ ...now, preview })
    } catch {
      // The pill then shows the window's own arithmetic; the engine answers when the draft is sent.
    }
  }

  #set(draft: ExitDraft): void {
    this.store.setState(({ drafts }) => ({ drafts: new Map(drafts).set(draft.draftId, draft) }))
  }

  #remove(draftId: string): void {
    this.#timers.get(draftId)?.()
    this.#timers.delete(draftId)
    this.store.setState(({ drafts }) => ({ drafts: new Map([...drafts].filter(([id]) => id !== draftId)) }))
  }

  #after(draftId: string, delayMs: number, callback: () => void): void {
    this.#timers.get(draftId)?.()
    this.#timers.set(draftId, this.#ports.after(delayMs, callback))
  }
}

/** Price of a leg as the engine has it. */
export function workingPriceOf(position: PositionView | undefined, leg: ExitLeg): string | null {
  if (position === undefined) return null
  return leg === 'stopLoss' ? position.stopPrice : position.targetPrice
}

/** What is asked of the engine for one leg; null takes it away. */
export const legInput = (positionId: string, leg: ExitLeg, price: string | null): ProtectPositionInput =>
  leg === 'stopLoss' ? { positionId, stopPrice: price } : { positionId, targetPrice: price }

const protectInput = ({ positionId, leg, price }: ExitDraft): ProtectPositionInput => legInput(positionId, leg, price)

const samePrice = (one: string, other: string | null): boolean => other !== null && Number(one) === Number(other)
