import { z } from 'zod'

const LONGEST_MS = 3_600_000

const period = (defaultMs: number, leastMs: number) => z.number().int().min(leastMs).max(LONGEST_MS).default(defaultMs)

/** How often ledger and venue are compared while trading goes on. */
export const ReconciliationConfig = z
  .strictObject({
    inFlightEveryMs: period(2_000, 500).meta({
      title: 'Orders on their way, every',
      description: 'Milliseconds between questions about orders whose last command has not been answered.',
    }),
    inFlightAfterMs: period(5_000, 1_000).meta({
      title: 'Orders on their way, after',
      description: 'Milliseconds after which a command without an answer is asked about.',
    }),
    openOrdersEveryMs: period(10_000, 1_000).meta({
      title: 'Open orders, every',
      description: 'Milliseconds between comparisons of the open orders here and at the venue.',
    }),
    positionsEveryMs: period(30_000, 5_000).meta({
      title: 'Positions, every',
      description:
        'Milliseconds between comparisons of positions. A difference stands only when it was seen twice with nothing on its way.',
    }),
    balancesEveryMs: period(60_000, 5_000).meta({
      title: 'Balances, every',
      description: 'Milliseconds between comparisons of cash.',
    }),
    cashToleranceFraction: z.number().min(0).max(0.5).default(0.001).meta({
      title: 'Cash tolerance',
      description:
        'Share of the cash that the venue may have less than the ledger before nothing new is opened. More than the ledger has is only reported.',
    }),
    fillLookbackMs: z.number().int().min(60_000).max(2_592_000_000).default(86_400_000).meta({
      title: 'Look back for executions',
      description:
        'Milliseconds before the last agreement for which missed executions are looked for when a position differs.',
    }),
  })
  .prefault({})
  .meta({ title: 'Reconciliation', description: 'How ledger and venue are compared while trading goes on.' })
export type ReconciliationSettings = z.infer<typeof ReconciliationConfig>

export const DEFAULT_RECONCILIATION: ReconciliationSettings = ReconciliationConfig.parse(undefined)
