import { TIMEFRAME_MS, type Timeframe } from '../../../src-contract/index.ts'

/** Session time left until the bar closes: `02:48`, `1:02:48`, `2 d 04 h`. Zero when the next bar is late. */
export function barCountdown(openTimeMs: number, timeframe: Timeframe, sessionNowMs: number): string {
  const seconds = Math.max(0, Math.ceil((openTimeMs + TIMEFRAME_MS[timeframe] - sessionNowMs) / 1000))
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  if (hours >= 24) return `${Math.floor(hours / 24)} d ${two(hours % 24)} h`
  const clock = `${two(minutes)}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${clock}` : clock
}

const two = (value: number): string => String(value).padStart(2, '0')
