import type { MetricDefinition } from '../../../src-contract/index.ts'

/** What somebody looks at first comes first. */
const GROUP_ORDER = ['engine', 'market', 'trading', 'process', 'interface', 'endpoints'] as const
export type MetricGroup = (typeof GROUP_ORDER)[number]

/** Ages of the prices of single instruments begin so; the rest is the instrument's id. */
const STREAM_PREFIX = 'feed.age:'

export interface MetricSection {
  readonly group: MetricGroup
  readonly definitions: readonly MetricDefinition[]
}

/** Metrics of one stream or host among several have the name of it behind a colon; those have their place elsewhere. */
const isOfOne = ({ metricId }: MetricDefinition): boolean => metricId.includes(':')

const isStream = ({ metricId }: MetricDefinition): boolean => metricId.startsWith(STREAM_PREFIX)

/** The metrics that have a tile, by their group. */
export function metricSections(definitions: readonly MetricDefinition[]): readonly MetricSection[] {
  return GROUP_ORDER.map((group) => ({
    group,
    definitions: definitions.filter((definition) => definition.group === group && !isOfOne(definition)),
  })).filter((section) => section.definitions.length > 0)
}

/** The age of a stream of prices, for its line in the table. */
export interface StreamMetric {
  readonly definition: MetricDefinition
  readonly instrumentId: string
}

export function streamMetrics(definitions: readonly MetricDefinition[]): readonly StreamMetric[] {
  return definitions
    .filter(isStream)
    .map((definition) => ({ definition, instrumentId: definition.metricId.slice(STREAM_PREFIX.length) }))
}

export const isOver = (value: number | undefined, limit: number | null): boolean =>
  value !== undefined && limit !== null && value > limit
