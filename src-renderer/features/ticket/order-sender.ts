import type { z } from 'zod'
import { type CreateOrderInput, DenialView, type OrderDraftInput, type OrderView } from '../../../src-contract/index.ts'
import type { CallFault } from '../../client/index.ts'
import { CommandKeys, type CommandKeysPorts, isUnanswered } from '../../trading/index.ts'

export type SendState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'sent'; readonly order: OrderView }
  /** Our risk check said no; nothing left the machine. */
  | { readonly kind: 'denied'; readonly denial: DenialView }
  /** Nobody knows whether the order was made: sending the same one again is safe, its key is kept. */
  | { readonly kind: 'unanswered'; readonly fault: CallFault }
  | { readonly kind: 'failed'; readonly fault: CallFault }

export interface OrderSenderPorts extends CommandKeysPorts {
  create(input: z.input<typeof CreateOrderInput>): Promise<OrderView>
}

/**
 * Sends one order at a time. One idempotency key belongs to one order: it is used again for the same draft after a
 * lost answer, so that the order is neither lost nor doubled, and never for anything else.
 */
export class OrderSender {
  readonly #ports: OrderSenderPorts
  readonly #listeners = new Set<() => void>()
  #state: SendState = { kind: 'idle' }
  readonly #keys: CommandKeys

  constructor(ports: OrderSenderPorts) {
    this.#ports = ports
    this.#keys = new CommandKeys(ports)
  }

  get state(): SendState {
    return this.#state
  }

  /** @returns what ends the subscription. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Does nothing while an order is under way. */
  async send(draft: OrderDraftInput): Promise<void> {
    if (this.#state.kind === 'sending') return
    const command = JSON.stringify(draft)
    this.#keys.keepOnly(command)
    this.#set({ kind: 'sending' })
    try {
      const order = await this.#keys.run(command, (idempotencyKey) => this.#ports.create({ idempotencyKey, draft }))
      this.#set({ kind: 'sent', order })
    } catch (error) {
      this.#handleFault(this.#ports.describeFault(error))
    }
  }

  /** Forgets the last answer, as soon as somebody changes the ticket; the key of an unanswered order stays. */
  clear(): void {
    if (this.#state.kind !== 'sending' && this.#state.kind !== 'idle') this.#set({ kind: 'idle' })
  }

  #handleFault(fault: CallFault): void {
    if (isUnanswered(fault)) return this.#set({ kind: 'unanswered', fault })
    const denial = fault.code === 'DENIED' ? DenialView.safeParse(fault.data).data : undefined
    this.#set(denial === undefined ? { kind: 'failed', fault } : { kind: 'denied', denial })
  }

  #set(state: SendState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
