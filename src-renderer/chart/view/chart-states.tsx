import { useStore } from 'zustand'
import { useWords } from '../../i18n/index.ts'
import { Button, EmptyState, ensureNever, ErrorState, useLateFlag } from '../../ui/index.ts'
import type { ChartStore } from '../session/chart-store.ts'

export interface ChartStatesProps {
  readonly store: ChartStore
  readonly symbol: string
  readonly onRetry: () => void
}

/** What stands in the plot while there are no bars to show. */
export function ChartStates({ store, symbol, onRetry }: ChartStatesProps) {
  const t = useWords('chart')
  const common = useWords('common')
  const status = useStore(store, (state) => state.status)
  switch (status.kind) {
    case 'ready':
      return null
    case 'loading':
      return <ChartSkeleton />
    case 'empty':
      return (
        <div className="chart-cover">
          <EmptyState title={t('noBars', { symbol })}>{t('noBarsHint')}</EmptyState>
        </div>
      )
    case 'failed':
      return (
        <div className="chart-cover">
          <ErrorState
            title={t('notLoaded')}
            code={status.code}
            actions={<Button onClick={onRetry}>{common('retry')}</Button>}
          >
            {status.message}
          </ErrorState>
        </div>
      )
    default:
      return ensureNever(status, 'chart status')
  }
}

/** Heights from the middle and lengths in percent: uneven, but always the same. */
const BARS = Array.from({ length: 44 }, (_, index) => ({
  x: 4 + index * 1.9,
  y: 46 - 14 * Math.sin(index / 6) + 5 * Math.sin(index * 1.7),
  height: 8 + 5 * Math.abs(Math.sin(index * 2.3)),
}))

/** Still bars in the place of the candles, after 300 ms. */
export function ChartSkeleton() {
  const t = useWords('chart')
  const late = useLateFlag()
  if (!late) return null
  return (
    <div className="chart-cover chart-skeleton" role="status" aria-label={t('loadingBars')}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {BARS.map(({ x, y, height }) => (
          <rect key={x} x={x} y={y} width={0.9} height={height} />
        ))}
      </svg>
    </div>
  )
}
