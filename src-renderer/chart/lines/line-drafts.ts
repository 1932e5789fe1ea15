import { createStore, type StoreApi } from 'zustand/vanilla'

/** Where a line is wanted, before the engine has it. */
export type LineDraft<Target extends object, Preview> = Target & {
  readonly draftId: string
  /** Decimal text on the tick. */
  readonly price: string
  /** The pointer holds it; it waits to be confirmed; it was sent and has not become fact yet. */
  readonly phase: 'dragged' | 'projected' | 'sent'
  /** What the engine says of this very price; undefined until it has answered. */
  readonly preview: Preview | undefined
}

export interface LineDraftPorts<Target extends object, Preview> {
  idOf(target: Target): string
  preview(draft: LineDraft<Target, Preview>): Promise<Preview>
  send(draft: LineDraft<Target, Preview>): Promise<unknown>
  /** False where a line that was dropped is sent at once. */
  confirmFirst(): boolean
  /** The engine refused: the line is back where it was. */
  onRefused(draft: LineDraft<Target, Preview>, error: unknown): void
  after(delayMs: number, callback: () => void): () => void
}

export type LineDraftStore<Target extends object, Preview> = StoreApi<{
  readonly drafts: ReadonlyMap<string, LineDraft<Target, Preview>>
}>

/** A drag gives up to 60 prices a second; the engine is asked for the one where it rests. */
const PREVIEW_DEBOUNCE_MS = 120
/** What was sent becomes fact within this time, or the line goes back to what is fact. */
const FACT_WITHIN_MS = 3_000

/** Lines that are being moved or set on a chart, each from the first touch until it is fact or given up. */
export class LineDrafts<Target extends object, Preview> {
  readonly store: LineDraftStore<Target, Preview> = createStore(() => ({ drafts: new Map() }))
  readonly #ports: LineDraftPorts<Target, Preview>
  readonly #timers = new Map<string, () => void>()

  constructor(ports: LineDraftPorts<Target, Preview>) {
    this.#ports = ports
  }

  get(draftId: string): LineDraft<Target, Preview> | undefined {
    return this.store.getState().drafts.get(draftId)
  }

  /**
   * Moves the line to a price that was made legal before. Nothing is sent.
   * @param phase `dragged` while the pointer holds it, `projected` otherwise.
   */
  move(target: Target, price: string, phase: 'dragged' | 'projected'): void {
    const draftId = this.#ports.idOf(target)
    const known = this.get(draftId)
    if (known?.phase === 'sent' || (known?.price === price && known.phase === phase)) return
    const preview = known?.price === price ? known.preview : undefined
    this.#set({ ...target, draftId, price, phase, preview })
    if (preview === undefined) this.#after(draftId, PREVIEW_DEBOUNCE_MS, () => void this.#ask(draftId))
  }

  /** The pointer lets go: the draft waits for its confirmation, or goes out where none is wanted. */
  drop(draftId: string, workingPrice: string | null): void {
    const draft = this.get(draftId)
    if (draft?.phase !== 'dragged') return
    if (isSamePrice(draft.price, workingPrice)) this.discard(draftId)
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

  /** Drops the drafts that have come to an end: as facts, or with what they were about. */
  settle(hasEnded: (draft: LineDraft<Target, Preview>) => boolean): void {
    for (const draft of this.store.getState().drafts.values()) if (hasEnded(draft)) this.#remove(draft.draftId)
  }

  dispose(): void {
    for (const cancel of this.#timers.values()) cancel()
    this.#timers.clear()
  }

  async #send(draft: LineDraft<Target, Preview>): Promise<void> {
    const { draftId } = draft
    this.#set({ ...draft, phase: 'sent' })
    try {
      await this.#ports.send(draft)
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
      const preview = await this.#ports.preview(asked)
      const now = this.get(draftId)
      if (now?.price === asked.price) this.#set({ ...now, preview })
    } catch {
      // The pill then shows what the window knows; the engine answers when the draft is sent.
    }
  }

  #set(draft: LineDraft<Target, Preview>): void {
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

export const isSamePrice = (one: string, other: string | null): boolean =>
  other !== null && Number(one) === Number(other)
