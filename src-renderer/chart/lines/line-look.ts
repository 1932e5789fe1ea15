import { ensureNever } from '../../ui/index.ts'
import type { ExitLeg } from './exit-price.ts'
import type { PriceLine } from './price-lines.ts'

export type LineTone = 'accent' | 'up' | 'down' | 'neutral' | 'warn'

/** How a line is drawn over the candles and on the price axis. */
export interface LineLook {
  readonly tone: LineTone
  /** Lengths of strokes and gaps in px; none is a solid line. */
  readonly dash: readonly number[]
  /** Its price stands on the axis. */
  readonly tagged: boolean
  /** The scale makes room for it; not for one that the pointer holds, or the scale would run away from the pointer. */
  readonly scaled: boolean
}

const DASHED = [5, 4]
const DOTTED = [1, 3]
const PROJECTED = [2, 3]
const SPARSE = [1, 4]

export function lineLook(line: PriceLine): LineLook {
  switch (line.role) {
    case 'position':
      return { tone: 'accent', dash: [], tagged: true, scaled: true }
    case 'stopLoss':
    case 'takeProfit': {
      const dash = line.draft === undefined ? DASHED : PROJECTED
      return { tone: exitTone(line.role), dash, tagged: true, scaled: line.draft?.phase !== 'dragged' }
    }
    case 'order':
      return {
        tone: 'neutral',
        dash: line.draft === undefined ? DOTTED : PROJECTED,
        tagged: true,
        scaled: line.draft?.phase !== 'dragged',
      }
    case 'alert':
      return { tone: 'warn', dash: SPARSE, tagged: true, scaled: false }
    case 'former':
      // Keeps the scale as it was when the pointer took the line.
      return { tone: 'neutral', dash: SPARSE, tagged: false, scaled: true }
    default:
      return ensureNever(line, 'line')
  }
}

const exitTone = (leg: ExitLeg): LineTone => (leg === 'stopLoss' ? 'down' : 'up')
