import { DenialView, type OrderView } from '../../../src-contract/index.ts'
import type { CallFault, Timers } from '../../client/index.ts'
import { CommandKeys, type CommandKeysPorts, isUnanswered } from '../../trading/index.ts'
import type { DraftedOrders } from './ticket-form.ts'

export type SendState =
  | { readonly kind: 'idle' }
  | (SentDrafts & { readonly kind: 'sending' })
  | (SentDrafts & { readonly kind: 'sent'; readonly orders: readonly OrderView[] })
  /** Our risk check said no; nothing left the machine. */
  | (SentDrafts & { readonly kind: 'denied'; readonly denial: DenialView })
  /** Nobody knows whether the order was made: sending the same one again is safe, its key is kept. */
  | (SentDrafts & { readonly kind: 'unanswered'; readonly fault: CallFault })
  | (SentDrafts & { readonly kind: 'failed'; readonly fault: CallFault })

interface SentDrafts {
  /** What was sent: the ticket may show another instrument, or another order, when the answer comes. */
  readonly drafts: DraftedOrders
}

const IDLE: SendState = { kind: 'idle' }
/** The window sends one order at a time, and one that was lost is given up with the next. */
const SUBJECT = 'order'

/** What of it concerns the ticket of an instrument: its own orders, and that any other one is under way. */
export function stateFor(state: SendState, instrumentId: string): SendState {
  if (state.kind === 'idle' || state.kind === 'sending') return state
  return state.drafts[0].instrumentId === instrumentId ? state : IDLE
}

/** True where the engine refused this very order, and not what stood in the ticket before. */
export const isRefused = (state: SendState, drafts: DraftedOrders | undefined): boolean =>
  state.kind === 'denied' && JSON.stringify(state.drafts) === JSON.stringify(drafts)

/** An answer usually takes less: a button that says for a moment that it waits would only flicker. */
const WAITING_SHOWN_AFTER_MS = 150

export interface OrderSenderPorts extends CommandKeysPorts {
  readonly after: Timers['after']
  /** Makes one order, or both of a pair, or none. */
  create(drafts: DraftedOrders, idempotencyKey: string): Promise<readonly OrderView[]>
}

/**
 * Sends one order, or one pair, at a time. One idempotency key belongs to one order: it is used again for the same draft after a
 * lost answer, so that the order is neither lost nor doubled, and never for anything else.
 */
export class OrderSender {
  readonly #ports: OrderSenderPorts
  readonly #listeners = new Set<() => void>()
  #state: SendState = IDLE
  /** The order that waits for its answer. */
  #underWay: DraftedOrders | undefined
  readonly #keys: CommandKeys

  constructor(ports: OrderSenderPorts) {
    this.#ports = ports
    this.#keys = new CommandKeys(ports)
  }

  /** What is to be shown: that an order is under way only when its answer takes its time. */
  get state(): SendState {
    return this.#state
  }

  /** @returns what ends the subscription. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** While an order is under way it sends nothing, and says at once that it waits. */
  async send(drafts: DraftedOrders): Promise<void> {
    if (this.#underWay !== undefined) return this.#set({ kind: 'sending', drafts: this.#underWay })
    this.#underWay = drafts
    const command = JSON.stringify(drafts)
    const cancelShowing = this.#ports.after(WAITING_SHOWN_AFTER_MS, () => this.#set({ kind: 'sending', drafts }))
    try {
      const orders = await this.#keys.run(SUBJECT, command, (idempotencyKey) =>
        this.#ports.create(drafts, idempotencyKey),
      )
      this.#end({ kind: 'sent', drafts, orders }, cancelShowing)
    } catch (error) {
      this.#end(stateOf(drafts, this.#ports.describeFault(error)), cancelShowing)
    }
  }

  /** Forgets the last answer, as soon as somebody changes the ticket; the key of an unanswered order stays. */
  clear(): void {
    if (this.#state.kind !== 'sending' && this.#state.kind !== 'idle') this.#set(IDLE)
  }

  #end(state: SendState, cancelShowing: () => void): void {
    cancelShowing()
    this.#underWay = undefined
    this.#set(state)
  }

  #set(state: SendState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

function stateOf(drafts: DraftedOrders, fault: CallFault): SendState {
  if (isUnanswered(fault)) return { kind: 'unanswered', drafts, fault }
  const denial = fault.code === 'DENIED' ? DenialView.safeParse(fault.data).data : undefined
  return denial === undefined ? { kind: 'failed', drafts, fault } : { kind: 'denied', drafts, denial }
}
