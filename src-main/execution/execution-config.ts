import { z } from 'zod'
import { ReconciliationConfig } from './reconciliation/settings.ts'

/** Settings of order execution. */
export const ExecutionConfig = z
  .strictObject({
    onShutdown: z
      .enum(['leave', 'cancelEntries', 'flatten'])
      .default('cancelEntries')
      .meta({
        title: 'On shutdown',
        description:
          'What happens to orders when the engine stops. leave: nothing. cancelEntries: orders that would open or add ' +
          'to a position are cancelled, stops and targets stay at the venue. flatten: every position is closed at market as well.',
      }),
    unprotectedBoundMs: z.number().int().min(500).max(600_000).default(10_000).meta({
      title: 'Unprotected at most',
      description:
        'Milliseconds of session time that part of a position may stand without the stop that was decided for it. Beyond it an alarm is raised, and entries are refused until the stop stands.',
    }),
    reconciliation: ReconciliationConfig,
  })
  .meta({ title: 'Execution', description: 'How orders are sent, kept and left behind.' })
export type ExecutionConfig = z.infer<typeof ExecutionConfig>
