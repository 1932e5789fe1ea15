import { type Decimal, ZERO } from '../../base/index.ts'
import type { ExitRole, Standing } from '../../domain/index.ts'
import { openDatabase } from '../../storage/index.ts'

/** The newest decision about an exit of an open position. */
export interface DecidedExit {
  /** Null: it was taken away. */
  readonly price: string | null
  /** Prices of the entries made after the decision that bring this exit with them. */
  readonly laterOwn: readonly string[]
}

interface FactRow {
  readonly kind: string
  readonly payload: string
}

interface Terms {
  readonly orderId: string
  readonly instrumentId: string
  readonly owner: string
  readonly side: 'buy' | 'sell'
  readonly stopLossPrice?: string
  readonly takeProfitPrice?: string
}

interface Move {
  readonly instrumentId: string
  readonly owner: string
  readonly stopPrice?: string | null
  readonly targetPrice?: string | null
}

const OWN = { stopLoss: 'stopLossPrice', takeProfit: 'takeProfitPrice' } as const
const MOVED = { stopLoss: 'stopPrice', takeProfit: 'targetPrice' } as const

/** Tells from the facts of a ledger alone, read one by one, what was last decided about exits; shares no code with execution. */
export class DecidedExits {
  readonly #orders = new Map<string, Terms>()
  readonly #held = new Map<string, Decimal>()
  readonly #decided = new Map<string, { price: string | null; laterOwn: string[] }>()

  constructor(ledgerFile: string) {
    const database = openDatabase({ file: ledgerFile, synchronous: 'NORMAL', readonly: true })
    try {
      const rows = database.prepare<[], FactRow>('SELECT kind, payload FROM facts ORDER BY seq').all()
      for (const { kind, payload } of rows) this.#handleFact(kind, JSON.parse(payload) as never)
    } finally {
      database.close()
    }
  }

  /** Undefined where the exits are as the entries of the position were made. */
  of({ instrumentId, owner }: Standing, role: ExitRole): DecidedExit | undefined {
    return this.#decided.get(`${instrumentId}|${owner}|${role}`)
  }

  /** Prices of this exit that any order of the owner has ever brought with it. */
  own({ instrumentId, owner }: Standing, role: ExitRole): readonly string[] {
    return [...this.#orders.values()].flatMap((terms) => {
      const isMeant = terms.instrumentId === instrumentId && terms.owner === owner
      return isMeant ? (terms[OWN[role]] ?? []) : []
    })
  }

  #handleFact(kind: string, payload: { terms: Terms; move: Move; fact: { orderId: string; quantity: string } }): void {
    if (kind === 'orderIntended') this.#handleOrder(payload.terms)
    if (kind === 'exitsMoved') this.#handleMove(payload.move)
    if (kind === 'venue.filled') this.#handleFill(payload.fact.orderId, payload.fact.quantity)
  }

  #handleOrder(terms: Terms): void {
    this.#orders.set(terms.orderId, terms)
    for (const role of ['stopLoss', 'takeProfit'] as const) {
      const own = terms[OWN[role]]
      if (own !== undefined) this.#decided.get(`${terms.instrumentId}|${terms.owner}|${role}`)?.laterOwn.push(own)
    }
  }

  #handleMove(move: Move): void {
    for (const role of ['stopLoss', 'takeProfit'] as const) {
      const price = move[MOVED[role]]
      if (price !== undefined) this.#decided.set(`${move.instrumentId}|${move.owner}|${role}`, { price, laterOwn: [] })
    }
  }

  #handleFill(orderId: string, quantity: string): void {
    const terms = this.#orders.get(orderId)
    if (!terms) throw new Error(`${orderId} was filled and never intended`)
    const standing = `${terms.instrumentId}|${terms.owner}`
    const before = this.#held.get(standing) ?? ZERO
    const after = terms.side === 'buy' ? before.add(quantity) : before.sub(quantity)
    this.#held.set(standing, after)
    if (after.isZero() || (!before.isZero() && after.isNeg() !== before.isNeg())) {
      for (const role of ['stopLoss', 'takeProfit']) this.#decided.delete(`${standing}|${role}`)
    }
  }
}
