import type { Logger } from '../../../base/index.ts'
import {
  changesInPlace,
  type OrderId,
  type VenueAmendRequest,
  type VenueCapabilities,
  type VenueCommand,
  type VenueOrderRequest,
} from '../../../domain/index.ts'
import type { FactTeller } from './fact-teller.ts'
import type { OrderGateway, OrderName, OrderNews, OrderWord } from './order-gateway.ts'
import { type CommandFailure, commandFailure } from './venue-refusal.ts'

export interface OrderCommandsParts {
  readonly gateway: OrderGateway
  readonly teller: FactTeller
  readonly capabilities: VenueCapabilities
  /** Why the order cannot be sent at all; undefined where it can. */
  readonly faultOf: (request: VenueOrderRequest) => string | undefined
  /** An answer has said this, which the stream has to say as well. */
  readonly witness: (word: OrderWord, sentMs: number) => void
  /** Venue's time. */
  readonly nowMs: () => number
  readonly logger: Logger
}

/** Sends commands and tells what came of them. A command is never sent twice: where its outcome is open the venue is asked. */
export class OrderCommands {
  readonly #parts: OrderCommandsParts
  /** Orders that were sent and of which nothing was heard: what is to be done with them waits for that. */
  readonly #sending = new Map<OrderId, PromiseWithResolvers<void>>()

  constructor(parts: OrderCommandsParts) {
    this.#parts = parts
  }

  async submit(request: VenueOrderRequest): Promise<void> {
    const { teller, faultOf } = this.#parts
    const { orderId } = request
    if (!teller.begin(request)) {
      await Promise.resolve()
      teller.rejectRepeated(orderId)
      return
    }
    this.#sending.set(orderId, Promise.withResolvers())
    const fault = faultOf(request)
    await (fault === undefined ? this.#place(request) : this.#refuse(orderId, fault))
    this.noteHeard(orderId)
  }

  /** The venue has said something of the order, or will not. */
  noteHeard(orderId: OrderId): void {
    this.#sending.get(orderId)?.resolve()
    this.#sending.delete(orderId)
  }

  /** A cancel that overtakes its order would find nothing; it waits for the first word on the order, no longer. */
  async cancel(orderId: OrderId): Promise<void> {
    await this.#sending.get(orderId)?.promise
    const { teller } = this.#parts
    try {
      const name = teller.nameOf(orderId) ?? (await this.#findOpen(orderId))
      if (name) await this.#cancelNamed(name)
      else teller.rejectCommand('cancelRejected', orderId, 'the venue has no open order of this id')
    } catch (error) {
      this.#fail(orderId, 'cancel', commandFailure(error))
    }
  }

  async amend(request: VenueAmendRequest): Promise<void> {
    const { orderId, instrumentId } = request
    await this.#sending.get(orderId)?.promise
    const { teller } = this.#parts
    try {
      const standing = teller.latestOf(orderId) ?? (await this.#parts.gateway.fetchOrder({ orderId, instrumentId }))
      if (!standing) teller.rejectCommand('amendRejected', orderId, 'the venue does not know this order')
      else if (changesInPlace(this.#parts.capabilities, standing.type)) await this.#amendStanding(request, standing)
      else teller.rejectCommand('amendRejected', orderId, `the venue cannot change a ${standing.type} order in place`)
    } catch (error) {
      this.#fail(orderId, 'amend', commandFailure(error))
    }
  }

  /** Asks how an order stands, and tells what follows. @returns Undefined where the venue does not know it. */
  async ask(name: OrderName): Promise<OrderWord | undefined> {
    const { gateway } = this.#parts
    const word = await gateway.fetchOrder(name)
    if (word) await this.#hearAsked(word)
    return word
  }

  async #refuse(orderId: OrderId, reason: string): Promise<void> {
    await Promise.resolve()
    this.#parts.teller.reject(orderId, reason)
  }

  async #place(request: VenueOrderRequest): Promise<void> {
    const { gateway, teller, nowMs } = this.#parts
    const sentMs = nowMs()
    try {
      this.#hear(await gateway.place(request), sentMs)
    } catch (error) {
      const failure = commandFailure(error)
      if (failure.kind === 'duplicate') await this.#settleDuplicate(request, failure.reason)
      else if (failure.kind === 'refused') teller.reject(request.orderId, failure.reason, failure.cause)
      else this.#fail(request.orderId, 'submit', failure)
    }
  }

  /** Our own request may have come twice: then the order is there, and with our terms. */
  async #settleDuplicate(request: VenueOrderRequest, reason: string): Promise<void> {
    const { gateway, teller } = this.#parts
    try {
      const word = await gateway.fetchOrder(request)
      if (!word) teller.leaveUnknown(request.orderId, 'submit', `${reason} It is not found, though.`)
      else if (isSameOrder(word, request)) await this.#hearAsked(word)
      else teller.reject(request.orderId, reason)
    } catch (error) {
      teller.leaveUnknown(request.orderId, 'submit', `${reason} ${commandFailure(error).reason}`)
    }
  }

  async #cancelNamed(name: OrderName): Promise<void> {
    const { gateway, nowMs, teller } = this.#parts
    const sentMs = nowMs()
    const wasEnded = teller.isEnded(name.orderId)
    try {
      const news = await gateway.cancel(name)
      if (news) this.#hear(news, sentMs)
      else await this.ask(name)
    } catch (error) {
      const failure = commandFailure(error)
      if (failure.kind === 'notFound') await this.#settleLateCancel(name, { wasEnded, reason: failure.reason })
      else this.#fail(name.orderId, 'cancel', failure)
    }
  }

  /** Nothing was there to cancel: it has ended, maybe by this very request, which came twice. */
  async #settleLateCancel(
    name: OrderName,
    { wasEnded, reason }: { readonly wasEnded: boolean; readonly reason: string },
  ): Promise<void> {
    const word = await this.ask(name)
    if (wasEnded || word?.state !== 'cancelled')
      this.#parts.teller.rejectCommand('cancelRejected', name.orderId, reason)
  }

  async #amendStanding(request: VenueAmendRequest, standing: OrderWord): Promise<void> {
    const { gateway, nowMs } = this.#parts
    const sentMs = nowMs()
    try {
      this.#hear(await gateway.amend(request, standing), sentMs)
    } catch (error) {
      const failure = commandFailure(error)
      if (failure.kind === 'unchanged') await this.#settleUnchanged(request, failure.reason)
      else this.#fail(request.orderId, 'amend', failure)
    }
  }

  async #settleUnchanged(request: VenueAmendRequest, reason: string): Promise<void> {
    const { gateway, teller } = this.#parts
    const word = await gateway.fetchOrder(request)
    if (word && hasTerms(word, request)) this.#hear({ word: { ...word, isAmendment: true }, executions: [] }, 0)
    else teller.rejectCommand('amendRejected', request.orderId, reason)
  }

  /** An order of an earlier start whose instrument is not known here. */
  async #findOpen(orderId: OrderId): Promise<OrderName | undefined> {
    const open = await this.#parts.gateway.fetchOpenOrders(undefined)
    return open.find((word) => word.orderId === orderId)
  }

  #hear(news: OrderNews, sentMs: number): void {
    const { teller, witness } = this.#parts
    teller.hear(news)
    witness(news.word, sentMs)
  }

  async #hearAsked(word: OrderWord): Promise<void> {
    const { gateway, teller } = this.#parts
    const executions = word.filledQuantity.isZero() ? [] : await gateway.fetchOrderExecutions(word)
    teller.hear({ word, executions })
  }

  #fail(orderId: OrderId, command: VenueCommand, failure: CommandFailure): void {
    const { teller, logger } = this.#parts
    const { reason, kind } = failure
    logger.warn('a command to the venue failed', { orderId, command, kind, reason })
    if (kind === 'unknown') teller.leaveUnknown(orderId, command, reason)
    else if (command === 'submit') teller.reject(orderId, reason)
    else teller.rejectCommand(command === 'cancel' ? 'cancelRejected' : 'amendRejected', orderId, reason)
  }
}

function isSameOrder(word: OrderWord, request: VenueOrderRequest): boolean {
  return word.instrumentId === request.instrumentId && word.side === request.side && word.quantity.eq(request.quantity)
}

function hasTerms(word: OrderWord, { quantity, limitPrice }: VenueAmendRequest): boolean {
  return word.quantity.eq(quantity) && word.limitPrice?.toFixed() === limitPrice?.toFixed()
}
