import type { IctRecord, LaterTimeName } from './ict-record.ts'

/**
 * True once a record is over: it need not be watched or drawn on any more. Every kind ends with `invalidatedAtMs`, and a swing
 * with `mitigatedAtMs` too:
 *
 * | kind | ended by | meaning |
 * |---|---|---|
 * | `swing` | mitigated | the price went beyond it: its level is taken |
 * | `swing` | invalidated | a more extreme swing stands in its place |
 * | `fvg`, `displacement`, `sweep`, `liquidityPool` | invalidated | a close beyond the far edge |
 * | `orderBlock`, `breakerBlock` | invalidated | a price beyond the far edge |
 * | `bos`, `choch` | invalidated | structure was broken in the other direction |
 * | `ote` | invalidated | a close beyond its origin, or structure was broken in the other direction |
 * | `premiumDiscount` | invalidated | a close outside the range, or the next range |
 * | `previousHighLow`, `session` | invalidated | the next of its label |
 *
 * One time may come after the end: a swing that was taken can still be superseded, as long as no opposite one followed it.
 */
export function isEnded({
  kind,
  mitigatedAtMs,
  invalidatedAtMs,
}: Pick<IctRecord, 'kind' | Exclude<LaterTimeName, 'filledAtMs'>>): boolean {
  return invalidatedAtMs !== null || (kind === 'swing' && mitigatedAtMs !== null)
}
