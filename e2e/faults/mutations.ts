import type { SourceEdit } from './mutation-edit.ts'

/** A guard that is switched off, and the scenarios that must notice. */
export interface Mutation extends SourceEdit {
  readonly name: string
  readonly scenarios: readonly string[]
}

const EXECUTION = 'src-main/execution'
const COMPARING = `${EXECUTION}/reconciliation`

/** What keeps orders and money right. */
const ORDERS: readonly Mutation[] = [
  {
    name: 'an execution counts once, by its trade id',
    file: `${EXECUTION}/fact-recorder.ts`,
    find: 'if (execution && store.hasSeen(orderId, execution.tradeId)) return undefined',
    replacement: '',
    scenarios: ['4.1'],
  },
  {
    name: 'an execution told with other numbers is reported',
    file: `${COMPARING}/seen-trades.ts`,
    find: 'if (!seen || (seen.quantity.eq(quantity) && seen.price.eq(price))) return undefined',
    replacement: 'if (seen) return undefined',
    scenarios: ['4.2'],
  },
  {
    name: 'an order is on disk before it is sent',
    file: `${EXECUTION}/fact-recorder.ts`,
    find: '        this.#tell(() => observer.orderUpdated(order))\n        onStored()\n      })',
    replacement: '        this.#tell(() => observer.orderUpdated(order))\n      })\n      onStored()',
    scenarios: ['9.2'],
  },
  {
    name: '"not found" is believed only once the request cannot arrive any more',
    file: `${COMPARING}/order-answers.ts`,
    find: 'if (!this.#isTooLate(order)) this.#keepWaiting(order)',
    replacement: 'if (order === undefined) this.#keepWaiting(order)',
    scenarios: ['14.9'],
  },
  {
    name: 'an answer about an order that has changed since is out of date',
    file: `${COMPARING}/order-answers.ts`,
    find: 'return this.#ports.store.get(order.terms.orderId) === order',
    replacement: 'return order !== undefined',
    scenarios: ['5.8'],
  },
  {
    name: 'an order of unknown outcome keeps entries waiting',
    file: 'src-main/risk/rules/state-rules.ts',
    find: 'if (reducing || snapshot.unknownOrders === 0) return undefined',
    replacement: 'if (snapshot.unknownOrders >= 0) return undefined',
    scenarios: ['2.2', '14.2'],
  },
  {
    name: 'the same key is the same wish',
    file: 'src-main/session/order-desk.ts',
    find: "if (known) return { kind: 'placed', order: this.#ports.execution.order(known) }",
    replacement: '',
    scenarios: ['14.8'],
  },
  {
    name: 'what the venue did by itself is booked once',
    file: `${COMPARING}/adjustment-desk.ts`,
    find: 'if (before.parts > 0 && quantity.isZero() && cash.isZero()) return false',
    replacement: 'if (adjustment.cash === undefined) return false',
    scenarios: ['7.6'],
  },
]

/** Ids and accounts that must not meet. */
const IDENTITIES: readonly Mutation[] = [
  {
    name: 'every start gives its orders ids of their own',
    file: `${EXECUTION}/order-numbers.ts`,
    find: "return `${ORDER_ID_PREFIX}-${incarnation.toString(36).padStart(6, '0')}`",
    replacement: 'return incarnation >= 0 ? ORDER_ID_PREFIX : ORDER_ID_PREFIX',
    scenarios: ['9.6'],
  },
  {
    name: 'one engine an account',
    file: 'src-main/compose-trading.ts',
    find: 'if (!isAtExchange(venue.environment)) return undefined',
    replacement: 'if (isAtExchange(venue.environment)) return undefined',
    scenarios: ['8.3'],
  },
]

/** What keeps positions protected and closes from turning them round. */
const EXITS: readonly Mutation[] = [
  {
    name: 'a close never enlarges the net position',
    file: 'src-main/session/close-wishes.ts',
    find: 'reduceOnly: this.#shrinksNet(instrumentId, held),',
    replacement: 'reduceOnly: false,',
    scenarios: ['14.10'],
  },
  {
    name: 'one close at a time',
    file: 'src-main/session/close-wishes.ts',
    find: "if (role !== 'close' || type !== 'market' || !counts(order)) continue",
    replacement: "if (role !== 'close' || type === 'market' || !counts(order)) continue",
    scenarios: ['14.10'],
  },
  {
    name: 'missing protection is placed after a restart',
    file: `${EXECUTION}/execution.ts`,
    find: 'this.#protector.restore(ledger.openChanges, ledger.releasedLegs, this.#ports.books.openPositions())',
    replacement: '',
    scenarios: ['14.15'],
  },
  {
    name: 'the old stop goes only once the venue has the new one',
    file: `${EXECUTION}/leg-plan.ts`,
    find: 'if (!plan.locksHoldings && (wanted.lt(needed) || !kept.every(isConfirmed))) return []',
    replacement: 'if (!plan.locksHoldings && wanted.lt(needed)) return []',
    scenarios: ['14.11'],
  },
  {
    name: 'exits go with their position',
    file: `${EXECUTION}/protection.ts`,
    find: '...cancelAll(orphans)]',
    replacement: ']',
    scenarios: ['14.12'],
  },
  {
    name: 'one exit is not replaced over and over',
    file: `${EXECUTION}/replacement-limit.ts`,
    find: 'recent.length >= REPLACEMENTS_PER_MINUTE',
    replacement: 'recent.length >= 1_000_000',
    scenarios: ['14.12'],
  },
  {
    name: 'a cancel that never arrived is sent again',
    file: `${COMPARING}/order-answers.ts`,
    find: 'else if (isCancelOpen(order) && (isWhole || this.#isTooLate(order))) venue.cancel(report.orderId)',
    replacement: '',
    scenarios: ['14.12'],
  },
  {
    name: 'a fill after the end of its order counts',
    file: `${EXECUTION}/order-machine.ts`,
    find: '  const filledQuantity = order.filledQuantity.add(fact.quantity) as Quantity\n  const next: Order = {',
    replacement:
      "  if (isTerminal(order.state)) return ignored('it has ended')\n  const filledQuantity = order.filledQuantity.add(fact.quantity) as Quantity\n  const next: Order = {",
    scenarios: ['4.4'],
  },
]

/** What finds out what the stream has not told. */
const ASKING: readonly Mutation[] = [
  {
    name: 'open orders are compared again and again',
    file: `${COMPARING}/settings.ts`,
    find: 'openOrdersEveryMs: period(10_000, 1_000)',
    replacement: 'openOrdersEveryMs: period(3_600_000, 1_000)',
    scenarios: ['4.7', '5.2'],
  },
  {
    name: 'an interruption is followed by a whole comparison',
    file: `${COMPARING}/reconciler.ts`,
    find: '      this.requestWhole()\n    }\n  }',
    replacement: '    }\n  }',
    scenarios: ['5.1'],
  },
  {
    name: 'nothing is opened where ledger and venue differ',
    file: 'src-main/risk/rules/state-rules.ts',
    find: '(reducing || snapshot.quarantineReason === undefined ? undefined : ONE_FOUND)',
    replacement: '(reducing || snapshot !== undefined ? undefined : ONE_FOUND)',
    scenarios: ['7.3', '14.6'],
  },
  {
    name: 'only orders of the ledger are cancelled',
    file: `${EXECUTION}/execution.ts`,
    find: '    return this.cancelWhere(request.reason, isAskedFor(request))',
    replacement:
      '    void this.#ports.venue.queryOpenOrders().then((all) => all.forEach(({ orderId }) => this.#ports.venue.cancel(orderId)))\n    return this.cancelWhere(request.reason, isAskedFor(request))',
    scenarios: ['8.2'],
  },
]

/** What keeps prices, files and settings that cannot be relied on from being traded by. */
const SURROUNDINGS: readonly Mutation[] = [
  {
    name: 'no entry by a stale price',
    file: 'src-main/market-data/market-data.ts',
    find: 'return !price || price.stale || this.#watch.isAged(price, this.#options.systemClock.nowMs())',
    replacement: 'return !price',
    scenarios: ['5.3'],
  },
  {
    name: 'a minute is handed on once',
    file: 'src-main/market-data/instrument-feed.ts',
    find: "(this.#isNewer(candle) ? undefined : 'notNewer')",
    replacement: '(this.#isNewer(candle) ? undefined : undefined)',
    scenarios: ['5.6', '5.9'],
  },
  {
    name: 'missing minutes are fetched before later ones are handed on',
    file: 'src-main/market-data/instrument-feed.ts',
    find: 'if (this.#filling !== undefined || this.#startsGap(candle))',
    replacement: 'if (this.#filling !== undefined)',
    scenarios: ['5.7'],
  },
  {
    name: 'the venue is asked before trading goes on after a sleep',
    file: 'src-main/session/sleep-guard.ts',
    find: "      { name: 'reconciling with the venue', take: async () => judge(await session.reconcile()) },\n",
    replacement: "      { name: 'reconciling with the venue', take: () => void judge },\n",
    scenarios: ['6.4'],
  },
  {
    name: 'one engine a folder',
    file: 'src-main/storage/folder-lock.ts',
    find: "database.exec('BEGIN EXCLUSIVE')",
    replacement: "database.exec('BEGIN')",
    scenarios: ['8.1'],
  },
  {
    name: 'a newer ledger is not used',
    file: 'src-main/storage/migration.ts',
    find: 'if (current > newest) {',
    replacement: 'if (current < 0) {',
    scenarios: ['9.7'],
  },
  {
    name: 'a tripped guard is not loosened',
    file: 'src-main/risk/guards/strictness.ts',
    find: 'if (!next?.enabled || next.kind !== inForce.kind || next.scope !== inForce.scope) return inForce',
    replacement: 'if (next) return next',
    scenarios: ['12.2'],
  },
]

export const MUTATIONS: readonly Mutation[] = [...ORDERS, ...IDENTITIES, ...EXITS, ...ASKING, ...SURROUNDINGS]
