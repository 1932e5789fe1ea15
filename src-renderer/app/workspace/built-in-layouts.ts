import type { BuiltInLayout } from '../../../src-contract/index.ts'
import type { DockNode, DockSize, SplitNode } from './dock-tree.ts'

/** Below this width the panels of the right side share one place; above {@link WIDE} there is a second column of charts. */
const NARROW = 1_400
const WIDE = 2_200

/** How the layouts begin, for a workspace of this size. */
export const BUILT_IN: Readonly<Record<BuiltInLayout, (size: DockSize) => SplitNode>> = {
  trade: ({ width }) => {
    const narrow = width < NARROW
    const charts: DockNode[] = [{ tabs: [{ kind: 'chart' }] }]
    if (width >= WIDE) {
      charts.push({
        parts: [
          { tabs: [{ kind: 'chart', settings: { timeframe: '15m' } }] },
          { tabs: [{ kind: 'chart', settings: { timeframe: '1h' } }] },
        ],
      })
    }
    const market: DockNode[] = [{ tabs: [{ kind: 'watchlist' }], size: narrow ? 208 : 240 }, ...charts]
    if (!narrow)
      market.push({ parts: [{ tabs: [{ kind: 'depth' }] }, { tabs: [{ kind: 'tape' }], size: 220 }], size: 224 })
    const tables: DockNode = {
      tabs: [
        { kind: 'positions' },
        { kind: 'orders' },
        { kind: 'fills' },
        { kind: 'strategies' },
        { kind: 'signals' },
        { kind: 'log' },
        ...(narrow ? [{ kind: 'limits' } as const, { kind: 'account' } as const] : []),
      ],
      size: narrow ? 190 : 212,
    }
    const side: DockNode = narrow
      ? { tabs: [{ kind: 'ticket' }, { kind: 'depth' }, { kind: 'tape' }], size: 284 }
      : {
          parts: [{ tabs: [{ kind: 'ticket' }] }, { tabs: [{ kind: 'limits' }, { kind: 'account' }], size: 236 }],
          size: 296,
        }
    return { parts: [{ parts: [{ parts: market }, tables] }, side] }
  },
  research: ({ width }) => {
    const side = width < NARROW ? 284 : 320
    return {
      parts: [
        { parts: [{ tabs: [{ kind: 'watchlist', link: 'green' }] }, { tabs: [{ kind: 'strategies' }] }], size: side },
        {
          parts: [
            {
              parts: [
                { tabs: [{ kind: 'chart', link: 'green', settings: { timeframe: '1h' } }] },
                { tabs: [{ kind: 'chart', link: 'green', settings: { timeframe: '5m' } }] },
              ],
            },
            { tabs: [{ kind: 'equity' }, { kind: 'performance' }, { kind: 'fills' }, { kind: 'signals' }], size: 260 },
          ],
        },
      ],
    }
  },
  operate: ({ width }) => {
    const narrow = width < NARROW
    return {
      parts: [
        {
          parts: [
            { tabs: [{ kind: 'components' }] },
            { tabs: [{ kind: 'limits' }, { kind: 'protection' }], size: 240 },
          ],
          size: narrow ? 320 : 396,
        },
        {
          parts: [
            { tabs: [{ kind: 'metrics' }] },
            {
              tabs: [
                { kind: 'log' },
                { kind: 'reconciliation' },
                { kind: 'risk' },
                { kind: 'endpoints' },
                { kind: 'accounts' },
              ],
            },
          ],
        },
        {
          parts: [{ tabs: [{ kind: 'alerts' }], size: 250 }, { tabs: [{ kind: 'configuration' }] }],
          size: narrow ? 340 : 416,
        },
      ],
    }
  },
}
