import type { AlertView } from '../../../src-contract/index.ts'
import type { PanelKind } from '../../panels/index.ts'

/** Where the cause of an alert can be looked at. */
export type AlertTarget =
  | { readonly kind: 'component'; readonly name: string }
  | { readonly kind: 'metric'; readonly metricId: string }
  /** Without a key, the configuration as a whole. */
  | { readonly kind: 'configuration'; readonly key: string | undefined }
  /** Streams of the exchanges, inside the panel of the accounts. */
  | { readonly kind: 'connections' }
  /** The panel, looking at the instrument where there is one. */
  | { readonly kind: 'panel'; readonly panel: TargetPanel; readonly instrumentId: string | null }

export type TargetPanel = Extract<
  PanelKind,
  | 'chart'
  | 'positions'
  | 'orders'
  | 'limits'
  | 'components'
  | 'log'
  | 'reconciliation'
  | 'protection'
  | 'risk'
  | 'endpoints'
>

const PANEL_OF_CODE: Readonly<Record<string, TargetPanel>> = {
  FEED_STALE: 'chart',
  PRICE_REACHED: 'chart',
  PROTECTION_FAILED: 'positions',
  BOOKS_DIFFER: 'reconciliation',
  RECONCILIATION_FAILED: 'reconciliation',
  INSTRUMENT_QUARANTINED: 'reconciliation',
  ORDER_UNKNOWN: 'orders',
  PROTECTION_OVERDUE: 'protection',
  GUARD_TRIPPED: 'risk',
  ENDPOINT_HOST_DOWN: 'endpoints',
  ENDPOINT_SERVICE_DOWN: 'endpoints',
  ORDER_REJECTED: 'orders',
  ORDER_UNSENT: 'orders',
  ORDER_DENIED: 'orders',
  DAILY_LOSS_NEAR: 'limits',
  DAILY_LOSS_REACHED: 'limits',
  TRADING_REDUCING: 'components',
  TRADING_HALTED: 'components',
}

/** Codes that this window does not know lead to what they name, and to the log where they name nothing. */
export function alertTarget({ code, subject, instrumentId, detail }: AlertView): AlertTarget {
  if (code.startsWith('COMPONENT_') && subject !== null) return { kind: 'component', name: subject }
  if (code === 'METRIC_OVER_LIMIT' && subject !== null) return { kind: 'metric', metricId: subject }
  if (code === 'STREAM_DOWN') return { kind: 'connections' }
  if (code === 'CONFIG_INVALID') return { kind: 'configuration', key: firstKey(detail) }
  const panel = PANEL_OF_CODE[code] ?? (instrumentId === null ? 'log' : 'chart')
  return { kind: 'panel', panel, instrumentId }
}

/** Faults of the file begin with their key: `risk.maxLeverage: must be above 0`. */
const firstKey = (detail: string): string | undefined => /^([A-Za-z][\w-]*(?:\.[\w-]+)+): /.exec(detail)?.[1]
