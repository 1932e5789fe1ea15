import type { SourceEdit } from '../faults/mutation-edit.ts'

/** A guard that is switched off; random sequences must notice. */
export interface Mutation extends SourceEdit {
  readonly name: string
}

const EXECUTION = 'src-main/execution'

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'an execution counts once, by its trade id',
    file: `${EXECUTION}/fact-recorder.ts`,
    find: 'if (execution && store.hasSeen(orderId, execution.tradeId)) return undefined',
    replacement: '',
  },
  {
    name: 'what is paid as a fee leaves the cash',
    file: 'src-main/portfolio/portfolio.ts',
    find: '{ cash: realisedPnl.sub(fee) }',
    replacement: '{ cash: realisedPnl }',
  },
  {
    name: 'an order is on disk before it is sent',
    file: `${EXECUTION}/fact-recorder.ts`,
    find: '        this.#tell(() => observer.orderUpdated(order))\n        onStored()\n      })',
    replacement: '        this.#tell(() => observer.orderUpdated(order))\n      })\n      onStored()',
  },
  {
    name: '"not found" is believed only once the request cannot arrive any more',
    file: `${EXECUTION}/reconciliation/order-answers.ts`,
    find: 'if (!this.#isTooLate(order)) this.#keepWaiting(order)',
    replacement: 'if (order === undefined) this.#keepWaiting(order)',
  },
  {
    name: 'what the venue did by itself is booked once',
    file: `${EXECUTION}/reconciliation/adjustment-desk.ts`,
    find: 'if (before.parts > 0 && quantity.isZero() && cash.isZero()) return false',
    replacement: 'if (adjustment.cash === undefined) return false',
  },
  {
    name: 'what the venue did by itself is booked after the executions before it',
    file: `${EXECUTION}/reconciliation/pass.ts`,
    find: 'beforeExecution: (timeMs) => this.#bookAdjustments(timeMs)',
    replacement: 'beforeExecution: () => this.#bookAdjustments(Number.POSITIVE_INFINITY)',
  },
  {
    name: 'missing protection is placed after a restart',
    file: `${EXECUTION}/execution.ts`,
    find: 'this.#protector.restore(ledger.openChanges, ledger.releasedLegs, this.#ports.books.openPositions())',
    replacement: '',
  },
  {
    name: 'exits are cut on the lot before the market has begun',
    file: 'src-main/session/session-desks.ts',
    find: 'return known ?? this.#ports.instruments.find((each) => each.instrumentId === instrumentId)',
    replacement: 'return known',
  },
]
