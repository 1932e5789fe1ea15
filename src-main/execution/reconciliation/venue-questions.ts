import { errorText, type Logger, type TimeMs } from '../../base/index.ts'
import type {
  InstrumentId,
  OrderTerms,
  TradingVenue,
  VenueAccountReport,
  VenueAdjustment,
  VenueExecution,
  VenueOrderReport,
} from '../../domain/index.ts'
import type { RequestBudget } from './request-budget.ts'

/** What came of a question. A failed one says nothing at all about the account. */
export type Answer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'failed'; readonly reason: string }

export interface VenueQuestionsPorts {
  readonly venue: TradingVenue
  readonly budget: RequestBudget
  readonly logger: Logger
  /** Hears every answer about the account that makes sense. */
  readonly onAccount: (report: VenueAccountReport) => void
}

/** Asks the venue within its budget. Timeouts, refusals and answers that make no sense become `failed`, never an empty answer. */
export class VenueQuestions {
  readonly #ports: VenueQuestionsPorts
  #answered = 0

  constructor(ports: VenueQuestionsPorts) {
    this.#ports = ports
  }

  /** Questions that got an answer so far. */
  get answered(): number {
    return this.#answered
  }

  order({
    orderId,
    instrumentId,
  }: Pick<OrderTerms, 'orderId' | 'instrumentId'>): Promise<Answer<VenueOrderReport | undefined>> {
    return this.#ask(`order ${orderId}`, (venue) => venue.queryOrder(orderId, instrumentId))
  }

  /** Of one instrument, or of all. */
  openOrders(instrumentId?: InstrumentId): Promise<Answer<readonly VenueOrderReport[]>> {
    const what = instrumentId === undefined ? 'its open orders' : `open orders of ${instrumentId}`
    return this.#ask(what, (venue) => venue.queryOpenOrders(instrumentId))
  }

  fills(instrumentId: InstrumentId, sinceMs: TimeMs): Promise<Answer<readonly VenueExecution[]>> {
    return this.#ask(`executions of ${instrumentId}`, (venue) => venue.queryFills(instrumentId, sinceMs))
  }

  adjustments(sinceMs: TimeMs): Promise<Answer<readonly VenueAdjustment[]>> {
    return this.#ask('what it did to the account by itself', (venue) => venue.queryAdjustments(sinceMs))
  }

  async account(): Promise<Answer<VenueAccountReport>> {
    const answer = await this.#ask('the account', async (venue) => {
      const report = await venue.queryAccount()
      const nonsense = faultOf(report, venue)
      if (nonsense !== undefined) throw new Error(nonsense)
      return report
    })
    if (answer.kind === 'answered') this.#ports.onAccount(answer.value)
    return answer
  }

  async #ask<T>(what: string, question: (venue: TradingVenue) => Promise<T>): Promise<Answer<T>> {
    const { venue, budget, logger } = this.#ports
    try {
      await budget.take(1)
      const value = await question(venue)
      this.#answered += 1
      return { kind: 'answered', value }
    } catch (error) {
      const reason = `${venue.venueId} could not be asked about ${what}: ${errorText(error)}`
      logger.warn('the venue could not be asked', { venueId: venue.venueId, what, error: errorText(error) })
      return { kind: 'failed', reason }
    }
  }
}

/** An answer about another account, or with figures that are none, is no answer. */
function faultOf({ accountId, cash, positions }: VenueAccountReport, venue: TradingVenue): string | undefined {
  if (accountId !== venue.accountId) return `it answered about account ${accountId}`
  if (!cash.isFinite()) return 'its cash is not a number'
  const bad = positions.find(({ quantity, entryPrice }) => !quantity.isFinite() || !entryPrice.isFinite())
  return bad && `its position in ${bad.instrumentId} is not a number`
}
