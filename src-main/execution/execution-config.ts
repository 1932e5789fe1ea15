import { z } from 'zod'

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
  })
  .meta({ title: 'Execution', description: 'How orders are sent, kept and left behind.' })
export type ExecutionConfig = z.infer<typeof ExecutionConfig>
