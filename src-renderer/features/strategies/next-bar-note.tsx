import type { Timeframe } from '../../../src-contract/index.ts'
import { useSessionClock, useStatus } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatAge, useNowMs } from '../../ui/index.ts'
import { msToNextBar } from './next-bar.ts'

const REFRESH_MS = 1_000

/** When a change takes effect: strategies decide only when a bar closes. */
export function NextBarNote({ timeframe }: { readonly timeframe: Timeframe }) {
  useNowMs(REFRESH_MS)
  const t = useWords('strategies')
  const nowMs = useSessionClock().nowMs()
  const running = useStatus(({ marketState }) => marketState) === 'running'
  if (nowMs === undefined || !running) return t('acts', { timeframe })
  return t('actsIn', { timeframe, countdown: formatAge(msToNextBar(nowMs, timeframe)) })
}
