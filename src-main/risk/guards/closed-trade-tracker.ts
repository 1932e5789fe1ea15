import { z } from 'zod'
import { type Decimal, toFloat, ZERO } from '../../base/index.ts'
import {
  type Entry,
  type InstrumentId,
  type Owner,
  parseInstrumentId,
  type Position,
  positionKey,
} from '../../domain/index.ts'
import type { OwnerRecord } from '../ports.ts'
import type { ClosedTrade } from './guard-inputs.ts'

const Amounts = z.record(z.string(), z.number())

const Tally = z.strictObject({
  trades: z.number().int().nonnegative(),
  wins: z.number().int().nonnegative(),
  /** Sums of what the winning trades won and the others lost, both without sign. */
  won: z.number(),
  lost: z.number(),
})
type Tally = z.infer<typeof Tally>

/** What a tracker remembers, as JSON. */
export const TrackedTrades = z.strictObject({
  owners: Amounts,
  instruments: Amounts,
  records: z.record(z.string(), Tally),
})
export type TrackedTrades = z.infer<typeof TrackedTrades>

interface OpenTrade {
  /** Exact: flat has to be told from nearly flat. */
  readonly quantity: Decimal
  /** Realised less fees, so far. */
  readonly profit: number
}

const NO_TRADE: OpenTrade = { quantity: ZERO, profit: 0 }

/** How a trade ended: what one entry of the books leaves unsaid. */
export interface TradeContext {
  /** Equity of the account now. */
  readonly equity: number
  /** The order that made the entry was a stop. */
  readonly isStop: boolean
}

/**
 * Tells closed trades from entries alone, and keeps each owner's record. A trade closes when its owner's position in an
 * instrument returns to flat or turns; a reset, a handover or a transfer takes from open trades without
 * counting them.
 */
export class ClosedTradeTracker {
  readonly #open = new Map<string, OpenTrade>()
  readonly #records = new Map<Owner, Tally>()
  readonly #ownerProfits = new Map<Owner, number>()
  readonly #instrumentProfits = new Map<InstrumentId, number>()

  /** Realised profit of each owner less fees, over everything that was tracked. */
  get ownerProfits(): ReadonlyMap<Owner, number> {
    return this.#ownerProfits
  }

  get instrumentProfits(): ReadonlyMap<InstrumentId, number> {
    return this.#instrumentProfits
  }

  /** To be called once for every entry, oldest first; gives the trade that it closes. */
  handleEntry(entry: Entry, { equity, isStop }: TradeContext): ClosedTrade | undefined {
    const { owner, instrumentId, timeMs, kind } = entry
    const net = toFloat(entry.realisedPnl) - toFloat(entry.fee)
    add(this.#ownerProfits, owner, net)
    add(this.#instrumentProfits, instrumentId, net)
    const key = positionKey(entry.accountId, instrumentId, owner)
    const before = this.#open.get(key) ?? NO_TRADE
    const quantity = before.quantity.add(entry.quantity)
    if (kind === 'reset' || kind === 'handover' || kind === 'transfer') {
      this.#keep(key, kind === 'reset' ? NO_TRADE : { quantity, profit: before.profit + net })
      return undefined
    }
    const hasTurned = !before.quantity.isZero() && !quantity.isZero() && quantity.isPos() !== before.quantity.isPos()
    const isClosed = hasTurned || (quantity.isZero() && !before.quantity.isZero())
    // Of a turn the whole fee is counted to the trade that it closes.
    this.#keep(key, { quantity, profit: isClosed ? 0 : before.profit + net })
    if (!isClosed) return undefined
    const profit = before.profit + net
    this.#count(owner, profit)
    return { owner, instrumentId, profit, equity, isStop: isStop || kind === 'liquidation' || kind === 'adl', timeMs }
  }

  state(): TrackedTrades {
    return {
      owners: Object.fromEntries(this.#ownerProfits),
      instruments: Object.fromEntries(this.#instrumentProfits),
      records: Object.fromEntries(Array.from(this.#records, ([owner, tally]) => [owner, { ...tally }])),
    }
  }

  /** Takes over trades that are open: the books know best what is held and what it has realised so far. */
  restoreOpen(positions: readonly Position[]): void {
    this.#open.clear()
    for (const { accountId, instrumentId, owner, quantity, realisedPnl, fees } of positions)
      this.#keep(positionKey(accountId, instrumentId, owner), { quantity, profit: toFloat(realisedPnl.sub(fees)) })
  }

  /** Takes over what was stored. */
  restore({ owners, instruments, records }: TrackedTrades): void {
    for (const [owner, profit] of Object.entries(owners)) this.#ownerProfits.set(owner as Owner, profit)
    for (const [id, profit] of Object.entries(instruments)) this.#instrumentProfits.set(parseInstrumentId(id), profit)
    for (const [owner, tally] of Object.entries(records)) this.#records.set(owner as Owner, { ...tally })
  }

  /** Undefined before the owner's first closed trade. */
  record(owner: Owner): OwnerRecord | undefined {
    const record = this.#records.get(owner)
    if (!record) return undefined
    const { trades, wins, won, lost } = record
    const losses = trades - wins
    const payoff = wins > 0 && losses > 0 && lost > 0 ? won / wins / (lost / losses) : undefined
    return { trades, winRate: wins / trades, payoff }
  }

  #keep(key: string, trade: OpenTrade): void {
    if (trade.quantity.isZero()) this.#open.delete(key)
    else this.#open.set(key, trade)
  }

  #count(owner: Owner, profit: number): void {
    const record = this.#records.get(owner) ?? { trades: 0, wins: 0, won: 0, lost: 0 }
    record.trades += 1
    if (profit > 0) {
      record.wins += 1
      record.won += profit
    } else record.lost -= profit
    this.#records.set(owner, record)
  }
}

function add<Key>(sums: Map<Key, number>, key: Key, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount)
}
