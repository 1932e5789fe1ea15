import { errorText } from '../../../base/index.ts'
import type { RejectionCause } from '../../../domain/index.ts'
import { EndpointError } from '../../../endpoints/index.ts'
import { VenueError } from '../connection/venue-error.ts'

/** What a failed command means for its order. */
export type CommandFailure =
  /** The venue has not taken it, for sure. */
  | { readonly kind: 'refused'; readonly reason: string; readonly cause: RejectionCause | undefined }
  /** The venue says that it has this id already: maybe from this very request, which came twice. */
  | { readonly kind: 'duplicate'; readonly reason: string }
  /** There is nothing to change: the terms are as they were asked for, maybe by this very request. */
  | { readonly kind: 'unchanged'; readonly reason: string }
  | { readonly kind: 'notFound'; readonly reason: string }
  /** Nobody can tell. */
  | { readonly kind: 'unknown'; readonly reason: string }

/** Terms that contradict the instrument's rules, so that ours are out of date; bounds that move with the price are not among them. */
const RULE_CODES = new Set([
  '-1111',
  '-4001',
  '-4002',
  '-4003',
  '-4004',
  '-4005',
  '-4013',
  '-4014',
  '-4023',
  '-4029',
  '-4030',
  '-4164',
])
const RULE_FILTERS = /PRICE_FILTER|LOT_SIZE/
const DUPLICATE_CODES = new Set(['-4116'])
const DUPLICATE = /duplicate order sent/i
const UNCHANGED_CODES = new Set(['-5027'])
const PERMISSION_KINDS = new Set(['wrongKey', 'wrongSecret', 'noPermission', 'addressNotAllowed'])

/** @param error of a request that was to change something. */
export function commandFailure(error: unknown): CommandFailure {
  // Then nothing has left this machine.
  if (error instanceof EndpointError) return { kind: 'refused', reason: error.message, cause: undefined }
  if (!(error instanceof VenueError)) return { kind: 'unknown', reason: errorText(error) }
  const { what: reason, isOutcomeUnknown, venueCode = '', kind } = error
  if (isOutcomeUnknown) return { kind: 'unknown', reason }
  if (kind === 'orderNotFound') return { kind: 'notFound', reason }
  if (DUPLICATE_CODES.has(venueCode) || DUPLICATE.test(reason)) return { kind: 'duplicate', reason }
  if (UNCHANGED_CODES.has(venueCode)) return { kind: 'unchanged', reason }
  return { kind: 'refused', reason, cause: causeOf(error) }
}

function causeOf({ kind, what, venueCode = '' }: VenueError): RejectionCause | undefined {
  if (PERMISSION_KINDS.has(kind)) return 'permission'
  if (RULE_CODES.has(venueCode) || (venueCode === '-1013' && RULE_FILTERS.test(what))) return 'rules'
  return undefined
}
