import type { MetricLimits } from './monitoring-config.ts'
import type { Metric } from './ports.ts'
import type { TradingWatch } from './trading-watch.ts'

/** How long orders take, and what became of them. */
export function tradingMetrics(watch: TradingWatch, nowMs: () => number, limits: () => MetricLimits): Metric[] {
  return [...latencyMetrics(watch, nowMs, limits), ...countMetrics(watch, nowMs, limits)]
}

function latencyMetrics(watch: TradingWatch, nowMs: () => number, limits: () => MetricLimits): Metric[] {
  return [
    {
      metricId: 'trading.candleToIntentP99',
      label: 'Candle to intent p99',
      group: 'trading',
      unit: 'ms',
      description:
        "Time from the market's news to the strategy's order: 99 of 100 within the last five minutes took no longer.",
      limit: () => limits().candleToIntentMs,
      read: () => watch.candleToIntent.percentileMs(0.99, nowMs()),
    },
    {
      metricId: 'trading.orderAckP95',
      label: 'Order ack p95',
      group: 'trading',
      unit: 'ms',
      description:
        "Time from an order's intent to the venue's first word on it: 95 of 100 within the last five minutes took no longer.",
      limit: () => limits().orderAckMs,
      read: () => watch.orderAck.percentileMs(0.95, nowMs()),
    },
  ]
}

function countMetrics(watch: TradingWatch, nowMs: () => number, limits: () => MetricLimits): Metric[] {
  return [
    {
      metricId: 'trading.denials',
      label: 'Denials, 1 h',
      group: 'trading',
      unit: 'count',
      description: 'Orders that the risk check refused within the last hour, by hand and by strategies.',
      limit: () => limits().denialsPerHour,
      read: () => watch.denials.total(nowMs()),
    },
    {
      metricId: 'trading.rejections',
      label: 'Rejections, 1 h',
      group: 'trading',
      unit: 'count',
      description: 'Orders that the venue rejected within the last hour.',
      limit: () => limits().rejectionsPerHour,
      read: () => watch.rejections.total(nowMs()),
    },
  ]
}
