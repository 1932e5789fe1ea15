import { z } from 'zod'
import { LogLevelValue } from '../../src-contract/index.ts'

const milliseconds = z.number().min(1).max(600_000)
const count = z.number().int().min(1).max(1_000_000)

/** From which value on a metric is worth a look. */
export const MetricLimits = z.strictObject({
  cpuFraction: z.number().min(0.05).max(64).default(0.9).meta({
    title: 'Processor',
    description: 'Share of one processor core that the engine uses; 1 is a whole one.',
  }),
  memoryMib: count.default(512).meta({ title: 'Memory', description: 'Mebibytes that the engine holds.' }),
  loopDelayMs: milliseconds.default(50).meta({
    title: 'Event loop delay',
    description: 'Milliseconds that 99 of 100 pieces of work wait at most, within a second.',
  }),
  journalPending: count.default(1_000).meta({
    title: 'Waiting for the journal',
    description: 'Records handed to the journal and not yet on disk.',
  }),
  journalCommitMs: milliseconds.default(50).meta({
    title: 'Journal commit',
    description: 'Milliseconds until 95 of 100 records are on disk.',
  }),
  orderAckMs: milliseconds.default(250).meta({
    title: 'Order acknowledged',
    description: "Milliseconds from an order's intent to the venue's word, for 95 of 100 orders.",
  }),
  candleToIntentMs: milliseconds.default(50).meta({
    title: 'Candle to intent',
    description: "Milliseconds from the market's news to the strategy's order, for 99 of 100 orders.",
  }),
  clientBehind: count.default(1_000).meta({
    title: 'Client behind',
    description: 'Changes that wait for the slowest window. At 10,000 it is disconnected.',
  }),
  rejectionsPerHour: count.default(5).meta({
    title: 'Rejections',
    description: 'Orders that the venue rejected within an hour.',
  }),
  denialsPerHour: count.default(100).meta({
    title: 'Denials',
    description: 'Orders that the risk check refused within an hour.',
  }),
})
export type MetricLimits = z.infer<typeof MetricLimits>

/** What the engine measures of itself. */
export const MonitoringConfig = z.strictObject({
  logLevel: LogLevelValue.default('info').meta({
    title: 'Log level',
    description: 'From which level on lines are written to the log: debug, info, warn or error.',
  }),
  metrics: z
    .strictObject({
      keepDays: z.number().int().min(1).max(365).default(7).meta({
        title: 'Keep',
        description: 'Days for which metrics are kept by the minute.',
      }),
      limits: MetricLimits.prefault({}).meta({
        title: 'Limits',
        description: 'From which values on a metric is marked. Nothing stops at them.',
      }),
    })
    .prefault({})
    .meta({ title: 'Metrics', description: 'How long they are kept, and from where on they are worth a look.' }),
})
export type MonitoringConfig = z.infer<typeof MonitoringConfig>
