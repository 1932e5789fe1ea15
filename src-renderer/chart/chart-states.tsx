import { useStore } from 'zustand'
import { Button, EmptyState, ensureNever, ErrorState, useLateFlag } from '../ui/index.ts'
import type { ChartStore } from './chart-store.ts'

export interface ChartStatesProps {
  readonly store: ChartStore
  readonly symbol: string
  readonly onRetry: () => void
}

/** What stands in the plot while there are no bars to show. */
export function ChartStates({ store, symbol, onRetry }: ChartStatesProps) {
  const status = useStore(store, (state) => state.status)
  switch (status.kind) {
    case 'ready':
      return null
    case 'loading':
      return <ChartSkeleton />
    case 'empty':
      return (
        <div className="chart-cover">
          <EmptyState title={`No bars of ${symbol} yet`}>
            The first one appears as soon as the market sends it.
          </EmptyState>
        </div>
      )
    case 'failed':
      return (
        <div className="chart-cover">
          <ErrorState
            title="Candles could not be loaded"
            code={status.code}
            actions={<Button onClick={onRetry}>Try again</Button>}
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
  const late = useLateFlag()
  if (!late) return null
  return (
    <div className="chart-cover chart-skeleton" role="status" aria-label="Loading bars">
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {BARS.map(({ x, y, height }) => (
          <rect key={x} x={x} y={y} width={0.9} height={height} />
        ))}
      </svg>
    </div>
  )
}
