import { type Decimal, invariant, type TimeMs, ZERO } from '../base/index.ts'
import {
  type AccountId,
  type Booking,
  type Entry,
  type Fill,
  type InstrumentId,
  type LedgerAccount,
  type Money,
  type Owner,
  type Position,
  positionKey,
  type Posting,
  type Price,
  type Quantity,
  signedQuantity,
} from '../domain/index.ts'
import { applyFill } from './average-price.ts'
import { Ledger, LEDGER_ACCOUNTS, type LedgerBalances } from './ledger.ts'

export interface PortfolioOptions {
  readonly accountId: AccountId
  /** Currency of cash, profit and fees. */
  readonly currency: string
}

/** The stored books of the account. */
export interface StoredBooks {
  readonly positions: readonly Position[]
  readonly balances: LedgerBalances
  /** Sum of the stored entries by `positionKey`; left out, the positions are believed. */
  readonly entrySums?: ReadonlyMap<string, Quantity>
}

export interface FillBooking {
  readonly booking: Booking
  readonly realisedPnl: Money
}

type Legs = Readonly<Partial<Record<LedgerAccount, Decimal>>>

interface Transaction {
  readonly transactionId: string
  readonly timeMs: TimeMs
}

/** The books of one account: positions by instrument and owner, and the ledger. Everything is exact. */
export class Portfolio {
  readonly accountId: AccountId
  readonly currency: string
  readonly #ledger = new Ledger()
  readonly #positions = new Map<InstrumentId, Map<Owner, Position>>()
  readonly #netQuantities = new Map<InstrumentId, Quantity>()
  /** Counted apart from the positions, so that {@link ledgerBalanced} compares two ways of reckoning. */
  readonly #entrySums = new Map<string, Decimal>()
  #lastReset = { timeMs: -1, count: 0 }

  constructor({ accountId, currency }: PortfolioOptions) {
    this.accountId = accountId
    this.currency = currency
  }

  /**
   * Takes over stored books in place of the present ones.
   * @throws InvariantError when the balances do not sum to zero or a position belongs to another account.
   */
  restore({ positions, balances, entrySums }: StoredBooks): void {
    this.#ledger.restore(balances)
    this.#positions.clear()
    this.#netQuantities.clear()
    this.#entrySums.clear()
    for (const position of positions) {
      invariant(
        position.accountId === this.accountId,
        `position of ${position.accountId} in books of ${this.accountId}`,
      )
      this.#entrySums.set(keyOf(position), entrySums?.get(keyOf(position)) ?? position.quantity)
      this.#setPosition(position)
    }
  }

  /** Books the starting cash. */
  openAccount(cash: Money, timeMs: TimeMs): Booking {
    const postings = this.#post({ transactionId: `open:${this.accountId}`, timeMs }, { cash, capital: cash.neg() })
    return { entries: [], positions: [], postings }
  }

  /**
   * Drops every position at its entry price and sets cash to the given amount. Realised profit and fees are closed to capital:
   * afterwards capital equals cash and both begin at zero again; their history stays in the stored postings.
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
      },
    )
    return { entries, positions, postings }
  }

  /**
   * Books a fill. A fill that turns a position yields two states of it, the closed one and then the new one.
   * @throws InvariantError when the fill belongs to another account or its fee to another currency.
   */
  book(fill: Fill): FillBooking {
    invariant(fill.accountId === this.accountId, `fill of ${fill.accountId} for the books of ${this.accountId}`)
    invariant(
      fill.feeCurrency === this.currency,
      `fee of fill ${fill.tradeId} is in ${fill.feeCurrency}, the account is kept in ${this.currency}`,
    )
    const { position, closedBefore, realisedPnl } = applyFill(this.position(fill.instrumentId, fill.owner), fill)
    const entry = fillEntry(fill, realisedPnl)
    const postings = this.#post(
      { transactionId: entry.entryId, timeMs: fill.timeMs },
      { cash: realisedPnl.sub(fill.fee), realisedPnl: realisedPnl.neg(), fees: fill.fee },
    )
    this.#countEntry(entry)
    this.#setPosition(position)
    const positions = closedBefore ? [closedBefore, position] : [position]
    return { booking: { entries: [entry], positions, postings }, realisedPnl }
  }

  /** Undefined where the owner never held the instrument; flat positions are kept. */
  position(instrumentId: InstrumentId, owner: Owner): Position | undefined {
    return this.#positions.get(instrumentId)?.get(owner)
  }

  openPositions(): readonly Position[] {
    const open: Position[] = []
    for (const position of this.#everyPosition()) if (!position.quantity.isZero()) open.push(position)
    return open
  }

  /** Signed quantity of one owner in one instrument. */
  ownerQuantity(instrumentId: InstrumentId, owner: Owner): Quantity {
    return this.position(instrumentId, owner)?.quantity ?? (ZERO as Quantity)
  }

  /** Signed quantity of all owners in one instrument. */
  netQuantity(instrumentId: InstrumentId): Quantity {
    return this.#netQuantities.get(instrumentId) ?? (ZERO as Quantity)
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

  #setPosition(position: Position): void {
    const { instrumentId, owner, quantity } = position
    const change = quantity.sub(this.ownerQuantity(instrumentId, owner))
    this.#netQuantities.set(instrumentId, this.netQuantity(instrumentId).add(change) as Quantity)
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

function fillEntry(fill: Fill, realisedPnl: Money): Entry {
  const { accountId, instrumentId, owner, price, fee, orderId, timeMs } = fill
  return {
    entryId: `fill:${fill.tradeId}`,
    kind: 'fill',
    accountId,
    instrumentId,
    owner,
    quantity: signedQuantity(fill.side, fill.quantity),
    price,
    realisedPnl,
    fee,
    orderId,
    timeMs,
  }
}

function dropEntry(position: Position, transactionId: string, timeMs: TimeMs): Entry {
  const { accountId, instrumentId, owner, quantity, entryPrice } = position
  return {
    entryId: `${transactionId}:${instrumentId}:${owner}`,
    kind: 'reset',
    accountId,
    instrumentId,
    owner,
    quantity: quantity.neg() as Quantity,
    price: entryPrice,
    realisedPnl: ZERO as Money,
    fee: ZERO as Money,
    orderId: undefined,
    timeMs,
  }
}

function flattened(position: Position): Position {
  return { ...position, quantity: ZERO as Quantity, entryPrice: ZERO as Price }
}
