import { z } from 'zod'
import { InstrumentIdText, PositiveDecimalText, TimeMsValue } from './primitives.ts'

export const MetricUnit = z.enum(['fraction', 'bytes', 'ms', 'perSecond', 'count'])
export type MetricUnit = z.infer<typeof MetricUnit>

/** What is measured: its name, unit and limit. */
export const MetricDefinition = z.object({
  /** Stable, with dots: `process.cpu`, `feed.age:simulated:BTC-PERP`. */
  metricId: z.string(),
  label: z.string(),
  group: z.enum(['process', 'engine', 'market', 'trading', 'interface', 'endpoints']),
  unit: MetricUnit,
  /** From here on it is worth a look, null where no value is too high. */
  limit: z.number().nullable(),
  /** What is measured and how, in one sentence. */
  description: z.string(),
})
export type MetricDefinition = z.infer<typeof MetricDefinition>

/** All values of one moment, by metric id; null where there is none. */
export const MetricsSample = z.object({ timeMs: TimeMsValue, values: z.record(z.string(), z.number().nullable()) })
export type MetricsSample = z.infer<typeof MetricsSample>

/** What is measured and its newest samples, oldest first. */
export const MetricsView = z.object({ definitions: z.array(MetricDefinition), samples: z.array(MetricsSample) })
export type MetricsView = z.infer<typeof MetricsView>

/** A sample; `definitions` is there, whole, when something is measured that was not before. */
export const MetricsDelta = z.object({ sample: MetricsSample, definitions: z.array(MetricDefinition).optional() })
export type MetricsDelta = z.infer<typeof MetricsDelta>

export const METRIC_RANGES = ['15m', '1h', '24h', '7d'] as const
export const MetricRange = z.enum(METRIC_RANGES)
export type MetricRange = z.infer<typeof MetricRange>

/** A stretch of time of one metric: its mean and its highest value. */
export const MetricPoint = z.object({ timeMs: TimeMsValue, mean: z.number(), max: z.number() })
export type MetricPoint = z.infer<typeof MetricPoint>

/** Course of a metric, oldest first; stretches without a value are left out. */
export const MetricSeriesView = z.object({
  metricId: z.string(),
  range: MetricRange,
  /** Length of one stretch. */
  stepMs: z.number().int(),
  points: z.array(MetricPoint),
})
export type MetricSeriesView = z.infer<typeof MetricSeriesView>

export const AlertSeverity = z.enum(['info', 'warning', 'critical'])
export type AlertSeverity = z.infer<typeof AlertSeverity>

/** What somebody should know of. It is raised once, counted while it repeats, and resolved when its cause is gone. */
export const AlertView = z.object({
  alertId: z.string(),
  /** Stable code of the cause: `COMPONENT_FAULTED`, `FEED_STALE`, `PRICE_REACHED`. */
  code: z.string(),
  severity: AlertSeverity,
  title: z.string(),
  /** What happened, with its numbers, and what to do. */
  detail: z.string(),
  /** Component, instrument, order or metric that it is about; null for the engine as a whole. */
  subject: z.string().nullable(),
  instrumentId: InstrumentIdText.nullable(),
  raisedAtMs: TimeMsValue,
  /** How often the cause came since it was raised, at least 1. */
  count: z.number().int(),
  lastAtMs: TimeMsValue,
  acknowledgedAtMs: TimeMsValue.nullable(),
  /** Null while the cause stands. */
  resolvedAtMs: TimeMsValue.nullable(),
})
export type AlertView = z.infer<typeof AlertView>

/** A price that somebody waits for. */
export const PriceAlertView = z.object({
  priceAlertId: z.string(),
  instrumentId: InstrumentIdText,
  price: PositiveDecimalText,
  /** Side from which the price comes: `above` is reached by rising, `below` by falling. */
  direction: z.enum(['above', 'below']),
  note: z.string().max(200),
  createdAtMs: TimeMsValue,
})
export type PriceAlertView = z.infer<typeof PriceAlertView>

export const CreatePriceAlertInput = z.object({
  instrumentId: InstrumentIdText,
  price: PositiveDecimalText,
  note: z.string().max(200).default(''),
})

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
export const LogLevelValue = z.enum(LOG_LEVELS)
export type LogLevelValue = z.infer<typeof LogLevelValue>

/** A line of the engine's log. Secrets are blotted out before. */
export const LogLineView = z.object({
  /** Counts from 1 since the engine started. */
  seq: z.number().int(),
  timeMs: TimeMsValue,
  level: LogLevelValue,
  component: z.string().nullable(),
  message: z.string(),
  /** What the line says beside its message. */
  fields: z.record(z.string(), z.unknown()),
})
export type LogLineView = z.infer<typeof LogLineView>

/** Lines that the engine still has in memory and that match all that is given. */
export const LogQuery = z.object({
  level: LogLevelValue.default('debug'),
  component: z.string().max(100).optional(),
  /** Words that message or fields contain, whatever their case. */
  text: z.string().max(200).optional(),
  /** Only lines before this one. */
  beforeSeq: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
})
export type LogQuery = z.infer<typeof LogQuery>
