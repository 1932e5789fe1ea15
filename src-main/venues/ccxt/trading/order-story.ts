import { type Decimal, ZERO } from '../../../base/index.ts'
import type { AmendableTerms, VenueExecution, VenueFact, VenueFill, VenueOrderRequest } from '../../../domain/index.ts'
import { isOpen, type OrderNews, type OrderWord } from './order-gateway.ts'

/**
 * What has been told of one order. It hears every word of the venue, from answers and from the stream, in any order and any
 * number of times, and gives the facts that follow: accepted before filled, every execution once, all executions before the
 * end, and one end.
 */
export class OrderStory {
  #request: VenueOrderRequest | undefined
  readonly #trades = new Set<string>()
  #isAccepted = false
  #end: 'open' | 'held' | 'told' = 'open'
  #endWord: OrderWord | undefined
  #latest: OrderWord | undefined
  #terms: AmendableTerms | undefined
  #termsMs = 0
  /** Filled before this story began, as far as the first word says. */
  #before: Decimal = ZERO
  #told: Decimal = ZERO

  /** @param request undefined for an order of an earlier start, or one that was placed elsewhere. */
  constructor(request: VenueOrderRequest | undefined) {
    this.#request = request
    this.#terms = request && termsOf(request)
  }

  /** The newest word on it; undefined before the first. */
  get latest(): OrderWord | undefined {
    return this.#latest
  }

  get request(): VenueOrderRequest | undefined {
    return this.#request
  }

  /** The venue has said something of it. */
  get isHeard(): boolean {
    return this.#latest !== undefined || this.#end === 'told'
  }

  get isEnded(): boolean {
    return this.#end === 'told'
  }

  /** Executions that the venue counts have not come. */
  get isIncomplete(): boolean {
    return this.#latest !== undefined && this.#covered.lt(this.#latest.filledQuantity)
  }

  /** @returns The facts that follow, in their order. */
  hear({ word, executions }: OrderNews): VenueFact[] {
    if (!this.#latest && !this.#request) this.#before = before(word, executions)
    if (!this.#isAccepted && this.#isRefusal(word)) return this.refuse(refusal(word))
    const isOlder = this.#latest !== undefined && this.#isOlder(word, this.#latest)
    if (!isOlder) this.#latest = word
    return [...this.#accept(word), ...this.#fill(executions), ...this.#amend(word), ...this.#finish(word)]
  }

  /** The venue refuses it: nothing follows where it has taken it or it has ended. */
  refuse(fact: Extract<VenueFact, { kind: 'rejected' }>): VenueFact[] {
    if (this.#isAccepted || this.#end !== 'open') return []
    this.#end = 'told'
    return [fact]
  }

  /** Executions that the end waits for will not come: it is told without them. */
  release(): VenueFact[] {
    return this.#end === 'held' && this.#endWord ? this.#tellEnd(this.#endWord) : []
  }

  get #covered(): Decimal {
    return this.#before.add(this.#told)
  }

  /** A word with more executed is newer whatever its time says; one with as much is newer by its time. */
  #isOlder(word: OrderWord, latest: OrderWord): boolean {
    if (!word.filledQuantity.eq(latest.filledQuantity)) return word.filledQuantity.lt(latest.filledQuantity)
    return word.timeMs < latest.timeMs || (isOpen(word) && !isOpen(latest))
  }

  /** A post-only order that would have traded is taken and ended at once by some venues: to us that is a refusal. */
  #isRefusal({ state, filledQuantity }: OrderWord): boolean {
    if (state === 'rejected') return true
    return this.#request?.postOnly === true && state === 'expired' && filledQuantity.isZero()
  }

  #accept({ orderId, venueOrderId, timeMs, isNew }: OrderWord): VenueFact[] {
    if (this.#isAccepted) return []
    this.#isAccepted = true
    // Of an earlier start that was told then, and the comparison with the venue knows it.
    if (!this.#request && !isNew) return []
    return [{ kind: 'accepted', orderId, venueOrderId, timeMs }]
  }

  #fill(executions: readonly VenueExecution[]): VenueFact[] {
    const fresh = executions.filter(({ tradeId }) => !this.#trades.has(tradeId)).toSorted(byTime)
    for (const { tradeId, quantity } of fresh) {
      this.#trades.add(tradeId)
      this.#told = this.#told.add(quantity)
    }
    return fresh.map(plain)
  }

  #amend(word: OrderWord): VenueFact[] {
    const isCurrent = word.isAmendment === true && isOpen(word) && word.timeMs >= this.#termsMs
    if (!isCurrent || this.#end !== 'open') return []
    this.#termsMs = word.timeMs
    const terms = termsOf(word)
    if (this.#terms && isSame(this.#terms, terms)) return []
    this.#terms = terms
    return [{ kind: 'amended', orderId: word.orderId, ...terms, timeMs: word.timeMs }]
  }

  #finish(word: OrderWord): VenueFact[] {
    if (this.#end === 'open' && !isOpen(word)) {
      this.#end = 'held'
      this.#endWord = word
    }
    const end = this.#endWord
    return this.#end === 'held' && end && this.#covered.gte(end.filledQuantity) ? this.#tellEnd(end) : []
  }

  #tellEnd({ state, orderId, reason, timeMs }: OrderWord): VenueFact[] {
    this.#end = 'told'
    // Thousands of ended orders are remembered: what only open ones are asked for goes.
    this.#request = undefined
    this.#terms = undefined
    this.#endWord = undefined
    switch (state) {
      case 'cancelled':
      case 'expired':
      case 'rejected':
        return [{ kind: state, orderId, reason: reason ?? `the venue says ${state}`, timeMs }]
      default:
        // A filled order is ended by its executions.
        return []
    }
  }
}

function before({ filledQuantity }: OrderWord, executions: readonly VenueExecution[]): Decimal {
  return executions.reduce<Decimal>((rest, { quantity }) => rest.sub(quantity), filledQuantity)
}

function refusal({ orderId, reason, timeMs }: OrderWord): Extract<VenueFact, { kind: 'rejected' }> {
  return { kind: 'rejected', orderId, reason: reason ?? 'the venue refused it', timeMs }
}

function termsOf({ quantity, limitPrice, triggerPrice }: AmendableTerms): AmendableTerms {
  return { quantity, limitPrice, triggerPrice }
}

function isSame(left: AmendableTerms, right: AmendableTerms): boolean {
  return (
    left.quantity.eq(right.quantity) &&
    text(left.limitPrice) === text(right.limitPrice) &&
    text(left.triggerPrice) === text(right.triggerPrice)
  )
}

function text(price: AmendableTerms['limitPrice']): string | undefined {
  return price?.toFixed()
}

function byTime(left: VenueExecution, right: VenueExecution): number {
  return left.timeMs - right.timeMs || Number(left.tradeId) - Number(right.tradeId)
}

/** Without what only lists of executions say. */
export function plain(execution: VenueExecution): VenueFill {
  const { kind, orderId, tradeId, quantity, price, fee, feeCurrency, liquidity, timeMs } = execution
  return { kind, orderId, tradeId, quantity, price, fee, feeCurrency, liquidity, timeMs }
}
