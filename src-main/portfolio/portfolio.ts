import { type Decimal, invariant, type TimeMs, ZERO } from '../base/index.ts'
import {
  type AccountId,
  type Adjustment,
  type Booking,
  type Entry,
  type Fill,
  type Handover,
  type InstrumentId,
  type LedgerAccount,
  type Money,
  type Owner,
  type Position,
  positionKey,
  type Posting,
  type Price,
  type Quantity,
} from '../domain/index.ts'
import { applyChange, type PositionChange } from './average-price.ts'
import {
  adjustmentEntry,
  adjustmentEntryId,
  adjustmentFee,
  counterAccount,
  dropEntry,
  fillEntry,
  handoverEntry,
  handoverEntryId,
} from './entries.ts'
import { settleFee } from './fee-settlement.ts'
import { handoverRefusal } from './handover.ts'
import { Ledger, LEDGER_ACCOUNTS, type LedgerBalances } from './ledger.ts'
import type { CurrencyConverter, InstrumentLookup } from './ports.ts'
import type { NetHolding } from './net-holding.ts'

export interface PortfolioOptions {
  readonly accountId: AccountId
  /** Currency of cash, profit and fees. */
  readonly currency: string
  /** Values fees in another currency; what it does not know is booked as nothing. */
  readonly converter?: CurrencyConverter
  /** Tells spot from perpetuals; without it every fee in another currency goes by the converter. */
  readonly instrumentOf?: InstrumentLookup
}

/** The stored books of the account. */
export interface StoredBooks {
  /** Held against their entries by whoever has read them. */
  readonly positions: readonly Position[]
  readonly balances: LedgerBalances
  /** Ids of the stored adjustments and handovers (`adjustment:…`, `handover:…`), of entries or transactions; others do no harm. */
  readonly bookedIds?: Iterable<string>
}

export interface FillBooking {
  readonly booking: Booking
  readonly realisedPnl: Money
  /** The fee's coin has no known price: it counts nothing in these books. */
  readonly hasUnpricedFee: boolean
}

const NOTHING: Booking = { entries: [], positions: [], postings: [] }

type Legs = Readonly<Partial<Record<LedgerAccount, Decimal>>>

interface Transaction {
  readonly transactionId: string
  readonly timeMs: TimeMs
}

/** The books of one account: positions by instrument and owner, and the ledger. Everything is exact. */
export class Portfolio {
  readonly accountId: AccountId
  readonly currency: string
  readonly #options: PortfolioOptions
  readonly #ledger = new Ledger()
  readonly #positions = new Map<InstrumentId, Map<Owner, Position>>()
  /** Made when it is asked for: positions are read at every price and change with bookings only. */
  #open: readonly Position[] | undefined
  readonly #netQuantities = new Map<InstrumentId, Quantity>()
  /** Counted apart from the positions, so that {@link ledgerBalanced} compares two ways of reckoning. */
  readonly #entrySums = new Map<string, Decimal>()
  /** Adjustments and handovers; they outlive a reset, because a venue may tell of one again after it. */
  readonly #bookedIds = new Set<string>()
  #lastReset = { timeMs: -1, count: 0 }

  constructor(options: PortfolioOptions) {
    this.accountId = options.accountId
    this.currency = options.currency
    this.#options = options
  }

  /**
   * Takes over stored books in place of the present ones.
   * @throws InvariantError when the balances do not sum to zero or a position belongs to another account.
   */
  restore({ positions, balances, bookedIds = [] }: StoredBooks): void {
    this.#ledger.restore(balances)
    this.#bookedIds.clear()
    for (const id of bookedIds) this.#bookedIds.add(id)
    this.#positions.clear()
    this.#open = undefined
    this.#netQuantities.clear()
    this.#entrySums.clear()
    for (const position of positions) {
      invariant(
        position.accountId === this.accountId,
        `position of ${position.accountId} in books of ${this.accountId}`,
      )
      this.#entrySums.set(keyOf(position), position.quantity)
      this.#setPosition(position)
    }
  }

  /** Books the starting cash. */
  openAccount(cash: Money, timeMs: TimeMs): Booking {
    const postings = this.#post({ transactionId: `open:${this.accountId}`, timeMs }, { cash, capital: cash.neg() })
    return { entries: [], positions: [], postings }
  }

  /**
   * Drops every position at its entry price and sets cash to the given amount. Realised profit, fees and funding are closed to
   * capital: afterwards capital equals cash and they begin at zero again; their history stays in the stored postings.
   */
  reset(cash: Money, timeMs: TimeMs): Booking {
    const transactionId = this.#resetId(timeMs)
    const dropped = this.openPositions()
    const entries = dropped.map((position) => dropEntry(position, transactionId, timeMs))
    const positions = dropped.map(flattened)
    for (const entry of entries) this.#countEntry(entry)
    for (const position of positions) this.#setPosition(position)
    const postings = this.#post(
      { transactionId, timeMs },
      {
        cash: cash.sub(this.balance('cash')),
        capital: cash.neg().sub(this.balance('capital')),
        realisedPnl: this.balance('realisedPnl').neg(),
        fees: this.balance('fees').neg(),
        funding: this.balance('funding').neg(),
      },
    )
    return { entries, positions, postings }
  }

  /**
   * Books a fill. A fill that turns a position yields two states of it, the closed one and then the new one.
   * @throws InvariantError when the fill belongs to another account, or its fee is in another currency that cannot be valued.
   */
  book(fill: Fill): FillBooking {
    invariant(fill.accountId === this.accountId, `fill of ${fill.accountId} for the books of ${this.accountId}`)
    const { converter, instrumentOf } = this.#options
    const settled = settleFee(fill, { currency: this.currency, converter, instrumentOf })
    const { accountId, instrumentId, owner, price, timeMs } = fill
    const { quantity, fee, paidFrom } = settled
    invariant(quantity.isFinite() && !quantity.isZero(), `fill ${fill.tradeId} has quantity ${fill.quantity.toFixed()}`)
    const change = { accountId, instrumentId, owner, quantity, price, fee, timeMs }
    const changed = applyChange(this.position(instrumentId, owner), change)
    const { realisedPnl } = changed
    const entry = fillEntry(fill, settled, realisedPnl)
    const paid = paidFrom === 'cash' ? { cash: realisedPnl.sub(fee) } : { cash: realisedPnl, capital: fee.neg() }
    const legs = { ...paid, realisedPnl: realisedPnl.neg(), fees: fee }
    const postings = this.#post({ transactionId: entry.entryId, timeMs }, legs)
    this.#countEntry(entry)
    const booking = { entries: [entry], positions: this.#take(changed), postings }
    return { booking, realisedPnl, hasUnpricedFee: settled.isUnpriced }
  }

  /** Whether an adjustment or a handover is in the books, by the id of an entry of it; of fills it knows nothing. */
  hasBooked(entryId: string): boolean {
    return this.#bookedIds.has(entryId)
  }

  /**
   * Books a change that no order of ours made, once: for an id that is in the books already, the booking is empty. What
   * closing the quantity at the price realises goes to cash; `cash` itself goes to fees (liquidation, adl, dust), to
   * funding, or to capital (adopted, transfer). An adopted perpetual brings no cash; of a spot holding that was brought in
   * or taken out `cash` is its value, because the ledger's cash includes what holdings cost.
   * @throws InvariantError when the quantity changes without an instrument, or by funding.
   */
  adjust(adjustment: Adjustment): Booking {
    const transactionId = adjustmentEntryId(adjustment.adjustmentId)
    if (this.hasBooked(transactionId)) return NOTHING
    const { kind, instrumentId, quantity, cash, timeMs } = adjustment
    const keepsQuantity = instrumentId === undefined || kind === 'funding'
    invariant(!keepsQuantity || quantity.isZero(), `${transactionId} (${kind}) cannot change a quantity`)
    const changed = instrumentId && this.#adjusted(adjustment, instrumentId)
    const realisedPnl = changed?.realisedPnl ?? (ZERO as Money)
    const counter = { [counterAccount(kind)]: ZERO.sub(cash) }
    const legs = { cash: realisedPnl.add(cash), realisedPnl: ZERO.sub(realisedPnl), ...counter }
    const postings = this.#post({ transactionId, timeMs }, legs)
    this.#bookedIds.add(transactionId)
    if (!instrumentId) return { ...NOTHING, postings }
    const entry = adjustmentEntry({ ...adjustment, accountId: this.accountId, instrumentId, realisedPnl })
    this.#countEntry(entry)
    return { entries: [entry], positions: changed ? this.#take(changed) : [], postings }
  }

  /** Why a handover cannot be booked, for a person to read; undefined when it can. */
  handoverRefusal(handover: Handover): string | undefined {
    const { instrumentId, from, to } = handover
    const giver = this.position(instrumentId, from)
    return handoverRefusal(handover, { giver, receiver: this.position(instrumentId, to) })
  }

  /**
   * Gives part of a position to another owner at the giver's average price, once: for an id that is in the books already,
   * the booking is empty. Fees and realised profit so far stay with the giver; net, cash and equity stay as they are.
   * @throws InvariantError with the text of {@link handoverRefusal} when it cannot be booked.
   */
  handOver(handover: Handover): Booking {
    const { handoverId, instrumentId, from, to, quantity } = handover
    const fromId = handoverEntryId(handoverId, 'from')
    if (this.hasBooked(fromId)) return NOTHING
    const refusal = this.handoverRefusal(handover)
    invariant(refusal === undefined, `handover ${handoverId} cannot be booked: ${refusal}`)
    const price = this.position(instrumentId, from)?.entryPrice ?? (ZERO as Price)
    const { accountId } = this
    const given = { accountId, end: 'from', owner: from, quantity: quantity.neg() as Quantity, price } as const
    const taken = { accountId, end: 'to', owner: to, quantity, price } as const
    const entries = [handoverEntry(handover, given), handoverEntry(handover, taken)]
    const positions = entries.flatMap((entry) => this.#takeEntry(entry))
    for (const { entryId } of entries) this.#bookedIds.add(entryId)
    return { entries, positions, postings: [] }
  }

  /** Undefined where the owner never held the instrument; flat positions are kept. */
  position(instrumentId: InstrumentId, owner: Owner): Position | undefined {
    return this.#positions.get(instrumentId)?.get(owner)
  }

  openPositions(): readonly Position[] {
    this.#open ??= [...this.#everyPosition()].filter(({ quantity }) => !quantity.isZero())
    return this.#open
  }

  /** Signed quantity of one owner in one instrument. */
  ownerQuantity(instrumentId: InstrumentId, owner: Owner): Quantity {
    return this.position(instrumentId, owner)?.quantity ?? (ZERO as Quantity)
  }

  /** Signed quantity of all owners in one instrument. */
  netQuantity(instrumentId: InstrumentId): Quantity {
    return this.#netQuantities.get(instrumentId) ?? (ZERO as Quantity)
  }

  /** Net of every instrument that was ever held, flat ones too. */
  netHoldings(): readonly NetHolding[] {
    return [...this.#netQuantities].map(([instrumentId, quantity]) => ({ instrumentId, quantity }))
  }

  /** Sum of everything posted to the ledger account, above zero a debit. */
  balance(account: LedgerAccount): Money {
    return this.#ledger.balance(account)
  }

  get cash(): Money {
    return this.balance('cash')
  }

  /** Cash that was put in: the starting cash, or that of the last reset. */
  get capital(): Money {
    return ZERO.sub(this.balance('capital')) as Money
  }

  /** Since the account was opened or reset, before fees. */
  get realisedPnl(): Money {
    return ZERO.sub(this.balance('realisedPnl')) as Money
  }

  /** Paid since the account was opened or reset. */
  get fees(): Money {
    return this.balance('fees')
  }

  /** Received for holding perpetuals since the account was opened or reset; below zero more was paid. */
  get funding(): Money {
    return ZERO.sub(this.balance('funding')) as Money
  }

  /**
   * Cash less what the open positions cost (quantity times entry price). It does not depend on how positions of several
   * owners are netted, so it is the figure to compare with a venue that nets them; cash itself differs by what netting realises.
   */
  get cashLessCost(): Money {
    return this.openPositions().reduce<Decimal>(
      (rest, { quantity, entryPrice }) => rest.sub(quantity.mul(entryPrice)),
      this.cash,
    ) as Money
  }

  /** True while all balances sum to zero, every position is the sum of its entries, and every net is the sum of its owners. */
  ledgerBalanced(): boolean {
    const nets = new Map<InstrumentId, Decimal>()
    for (const position of this.#everyPosition()) {
      const { instrumentId, quantity } = position
      if (!quantity.eq(this.#entrySums.get(keyOf(position)) ?? ZERO)) return false
      nets.set(instrumentId, quantity.add(nets.get(instrumentId) ?? ZERO))
    }
    for (const [instrumentId, net] of nets) if (!net.eq(this.netQuantity(instrumentId))) return false
    return this.#ledger.isBalanced
  }

  /** Undefined where the position stays as it is. */
  #adjusted(adjustment: Adjustment, instrumentId: InstrumentId): PositionChange | undefined {
    const { owner, quantity, price, timeMs } = adjustment
    const before = this.position(instrumentId, owner)
    const fee = adjustmentFee(adjustment)
    if (!quantity.isZero()) {
      return applyChange(before, { accountId: this.accountId, instrumentId, owner, quantity, price, fee, timeMs })
    }
    if (!before || before.quantity.isZero() || fee.isZero()) return undefined
    const position = { ...before, fees: before.fees.add(fee) as Money }
    return { position, closedBefore: undefined, realisedPnl: ZERO as Money }
  }

  #takeEntry(entry: Entry): readonly Position[] {
    this.#countEntry(entry)
    return this.#take(applyChange(this.position(entry.instrumentId, entry.owner), entry))
  }

  #take({ position, closedBefore }: PositionChange): readonly Position[] {
    this.#setPosition(position)
    return closedBefore ? [closedBefore, position] : [position]
  }

  #setPosition(position: Position): void {
    const { instrumentId, owner, quantity } = position
    const change = quantity.sub(this.ownerQuantity(instrumentId, owner))
    this.#netQuantities.set(instrumentId, this.netQuantity(instrumentId).add(change) as Quantity)
    this.#open = undefined
    const owners = this.#positions.get(instrumentId)
    if (owners) owners.set(owner, position)
    else this.#positions.set(instrumentId, new Map([[owner, position]]))
  }

  *#everyPosition(): Iterable<Position> {
    for (const owners of this.#positions.values()) yield* owners.values()
  }

  #countEntry(entry: Entry): void {
    const key = keyOf(entry)
    this.#entrySums.set(key, entry.quantity.add(this.#entrySums.get(key) ?? ZERO))
  }

  /** Turns legs into postings, zero ones left out, and applies them. */
  #post(transaction: Transaction, legs: Legs): readonly Posting[] {
    const postings: Posting[] = []
    for (const account of LEDGER_ACCOUNTS) {
      const amount = legs[account]
      if (!amount || amount.isZero()) continue
      postings.push(this.#posting(transaction, account, amount as Money))
    }
    this.#ledger.post(postings)
    return postings
  }

  #posting({ transactionId, timeMs }: Transaction, account: LedgerAccount, amount: Money): Posting {
    return { transactionId, accountId: this.accountId, account, currency: this.currency, amount, timeMs }
  }

  /** Session time can stand still between two resets, so the second of one moment is counted. */
  #resetId(timeMs: TimeMs): string {
    const count = this.#lastReset.timeMs === timeMs ? this.#lastReset.count + 1 : 1
    this.#lastReset = { timeMs, count }
    return count === 1 ? `reset:${timeMs}` : `reset:${timeMs}:${count}`
  }
}

function keyOf({ accountId, instrumentId, owner }: Position | Entry): string {
  return positionKey(accountId, instrumentId, owner)
}

function flattened(position: Position): Position {
  return { ...position, quantity: ZERO as Quantity, entryPrice: ZERO as Price }
}
