/** Every kind of panel there is. The workspace maps each to its component; layouts name them. */
export const PANEL_KINDS = [
  'chart',
  'watchlist',
  'ticket',
  'depth',
  'tape',
  'positions',
  'orders',
  'fills',
  'account',
  'accounts',
  'equity',
  'limits',
  'strategies',
  'signals',
  'components',
  'metrics',
  'alerts',
  'log',
  'configuration',
  'reconciliation',
  'protection',
  'risk',
  'endpoints',
  'performance',
] as const
export type PanelKind = (typeof PANEL_KINDS)[number]

/** Kinds that look at one instrument and so have a link colour. */
export const LINKED_KINDS: ReadonlySet<PanelKind> = new Set(['chart', 'watchlist', 'ticket', 'depth', 'tape'])

/** Kinds of which a layout may hold several. */
export const REPEATABLE_KINDS: ReadonlySet<PanelKind> = new Set(['chart', 'watchlist', 'depth', 'tape'])
