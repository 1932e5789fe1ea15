import { type Decimal, ensureNever, ZERO } from '../base/index.ts'
import { type Entry, type Money, type Owner, positionKey } from '../domain/index.ts'
import { shareOfFee } from './average-price.ts'

/** What an owner's closed trades came to. */
export interface ClosedTradeSummary {
  readonly count: number
  /** Trades that earned more than their fees. */
  readonly wins: number
  /** Before fees. */
  readonly realisedPnl: Money
  readonly fees: Money
}

interface OpenTrade {
  readonly quantity: Decimal
  /** Some of it left otherwise than to another owner. */
  readonly hasExited: boolean
  readonly realisedPnl: Decimal
  readonly fees: Decimal
}

const NO_TRADE: OpenTrade = { quantity: ZERO, hasExited: false, realisedPnl: ZERO, fees: ZERO }
const NO_TRADES: ClosedTradeSummary = { count: 0, wins: 0, realisedPnl: ZERO as Money, fees: ZERO as Money }

/**
 * Counts trades from entries alone, so that reading the stored entries in order restores it. A trade closes when its
 * owner's position returns to flat or turns; a reset of the account drops open trades without counting them. A position
 * that went to another owner whole was no trade of the giver's: what it realised and paid until then is added up, not counted.
 */
export class ClosedTrades {
  readonly #open = new Map<string, OpenTrade>()
  readonly #byOwner = new Map<Owner, ClosedTradeSummary>()

  /** To be called once for every entry, oldest first. */
  handleEntry(entry: Entry): void {
    const key = positionKey(entry.accountId, entry.instrumentId, entry.owner)
    switch (entry.kind) {
      case 'reset':
        this.#open.delete(key)
        return
      case 'funding':
        return
      case 'fill':
      case 'adopted':
      case 'liquidation':
      case 'adl':
      case 'transfer':
      case 'dust':
      case 'handover':
        this.#handleChange(key, entry)
        return
      default:
        ensureNever(entry.kind, 'kind of entry')
    }
  }

  of(owner: Owner): ClosedTradeSummary {
    return this.#byOwner.get(owner) ?? NO_TRADES
  }

  /** Over all owners. */
  total(): ClosedTradeSummary {
    return [...this.#byOwner.values()].reduce(combined, NO_TRADES)
  }

  #handleChange(key: string, entry: Entry): void {
    const before = this.#open.get(key) ?? NO_TRADE
    const quantity = before.quantity.add(entry.quantity)
    const wasOpen = !before.quantity.isZero()
    const turned = wasOpen && !quantity.isZero() && quantity.isPositive() !== before.quantity.isPositive()
    const reduces = wasOpen && !entry.quantity.isZero() && entry.quantity.isPositive() !== before.quantity.isPositive()
    const openingFee = turned ? shareOfFee(entry.fee, quantity, entry.quantity) : ZERO
    const trade: OpenTrade = {
      quantity,
      hasExited: before.hasExited || (reduces && entry.kind !== 'handover'),
      realisedPnl: before.realisedPnl.add(entry.realisedPnl),
      fees: before.fees.add(entry.fee).sub(openingFee),
    }
    if (!turned && !quantity.isZero()) {
      this.#open.set(key, trade)
      return
    }
    this.#close(entry.owner, trade)
    if (turned) this.#open.set(key, { ...NO_TRADE, quantity, fees: openingFee })
    else this.#open.delete(key)
  }

  #close(owner: Owner, { hasExited, realisedPnl, fees }: OpenTrade): void {
    const wins = hasExited && realisedPnl.gt(fees) ? 1 : 0
    const trade = { count: hasExited ? 1 : 0, wins, realisedPnl: realisedPnl as Money, fees: fees as Money }
    this.#byOwner.set(owner, combined(this.of(owner), trade))
  }
}

function combined(left: ClosedTradeSummary, right: ClosedTradeSummary): ClosedTradeSummary {
  return {
    count: left.count + right.count,
    wins: left.wins + right.wins,
    realisedPnl: left.realisedPnl.add(right.realisedPnl) as Money,
    fees: left.fees.add(right.fees) as Money,
  }
}
