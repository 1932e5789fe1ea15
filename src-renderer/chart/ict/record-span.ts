import type { IctRecordView } from '../../../src-contract/index.ts'
import { ensureNever } from '../../ui/index.ts'

type Times = Pick<
  IctRecordView,
  'kind' | 'formedAtMs' | 'confirmedAtMs' | 'mitigatedAtMs' | 'filledAtMs' | 'invalidatedAtMs'
>

/**
 * The bar that a record is drawn to; null while it goes on to the right edge.
 *
 * - Marks of one bar end there; breaks of structure and sessions end where they were confirmed.
 * - A gap, and an entry zone, ends where the price has gone through all of it; blocks, displacements and pools end where the
 *   price comes back to them.
 * - Dealing ranges and levels of former periods end where the next one replaces them: their middle, or one of their two
 *   sides, being reached does not make the rest of them void.
 *
 * All of them end where they are invalidated, if that comes first.
 */
export function drawnToMs({ kind, formedAtMs, confirmedAtMs, ...later }: Times): number | null {
  switch (kind) {
    case 'swing':
    case 'sweep':
      return formedAtMs
    case 'bos':
    case 'choch':
    case 'session':
      return confirmedAtMs
    case 'fvg':
    case 'ote':
      return earlier(later.filledAtMs, later.invalidatedAtMs)
    case 'orderBlock':
    case 'breakerBlock':
    case 'liquidityPool':
    case 'displacement':
      return earlier(later.mitigatedAtMs, later.invalidatedAtMs)
    case 'premiumDiscount':
    case 'previousHighLow':
      return later.invalidatedAtMs
    default:
      return ensureNever(kind, 'kind of ICT object')
  }
}

/** A trader still reckons with it: it goes on, or, as a mark or a break, nothing has overtaken it. */
export function isActive(times: Times): boolean {
  switch (times.kind) {
    case 'swing':
      return times.mitigatedAtMs === null && times.invalidatedAtMs === null
    case 'bos':
    case 'choch':
    case 'session':
    case 'sweep':
      return times.invalidatedAtMs === null
    default:
      return drawnToMs(times) === null
  }
}

const earlier = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)
