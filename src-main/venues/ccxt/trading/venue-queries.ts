import type { TimeMs } from '../../../base/index.ts'
import type {
  AccountId,
  InstrumentId,
  OrderId,
  VenueAccountReport,
  VenueAdjustment,
  VenueExecution,
  VenueOrderReport,
} from '../../../domain/index.ts'
import type { VenueProfile } from '../profiles/venue-profile.ts'
import type { OrderGateway, OrderWord } from './order-gateway.ts'
import { plain } from './order-story.ts'

export interface VenueQueriesParts {
  readonly gateway: OrderGateway
  readonly profile: Pick<VenueProfile, 'venueId' | 'accountCurrency'>
  readonly accountId: AccountId
  /** An answer has said this, which the stream has said as well where it came after it began. */
  readonly witness: (word: OrderWord) => void
}

/** Questions to the venue, as the port has them. Each rejects where it got no answer. */
export class VenueQueries {
  readonly #parts: VenueQueriesParts

  constructor(parts: VenueQueriesParts) {
    this.#parts = parts
  }

  async order(orderId: OrderId, instrumentId: InstrumentId): Promise<VenueOrderReport | undefined> {
    const word = await this.#parts.gateway.fetchOrder({ orderId, instrumentId })
    return word && this.#report(word)
  }

  async openOrders(instrumentId: InstrumentId | undefined): Promise<readonly VenueOrderReport[]> {
    if (!this.#isHere(instrumentId)) return []
    const words = await this.#parts.gateway.fetchOpenOrders(instrumentId)
    const reports: VenueOrderReport[] = []
    for (const word of words) reports.push(await this.#report(word))
    return reports
  }

  async fills(instrumentId: InstrumentId, sinceMs: TimeMs): Promise<readonly VenueExecution[]> {
    return this.#isHere(instrumentId) ? this.#parts.gateway.fetchExecutions(instrumentId, sinceMs) : []
  }

  adjustments(sinceMs: TimeMs): Promise<readonly VenueAdjustment[]> {
    return this.#parts.gateway.fetchAdjustments(sinceMs)
  }

  async account(): Promise<VenueAccountReport> {
    const { gateway, accountId, profile } = this.#parts
    const state = await gateway.fetchAccount()
    return { accountId, currency: profile.accountCurrency, ...state }
  }

  /** Of another venue's instruments there is nothing here, which needs no question. */
  #isHere(instrumentId: InstrumentId | undefined): boolean {
    return instrumentId === undefined || instrumentId.startsWith(`${this.#parts.profile.venueId}:`)
  }

  async #report(word: OrderWord): Promise<VenueOrderReport> {
    const { gateway, witness } = this.#parts
    witness(word)
    const executions = word.filledQuantity.isZero() ? [] : await gateway.fetchOrderExecutions(word)
    const { timeMs: _, isNew: __, isAmendment: ___, ...report } = word
    return { ...report, fills: executions.map(plain) }
  }
}
