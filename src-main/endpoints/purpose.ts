/**
 * What a request is for. `query`: asks, changes nothing. `upkeep`: opens or keeps a way to be told, such as the key of an
 * account's stream, and changes nothing that is traded. `command`: changes something out there, such as an order that opens
 * a position, or a message. `protective`: cancels or reduces, and must get through.
 */
export type RequestPurpose = 'query' | 'upkeep' | 'command' | 'protective'

export interface PurposeRules {
  /** Goes to a host that counts as down when no other is left: what we think of a host must not hold it up. */
  readonly passesAsLastResort: boolean
  /** Passes the limits of connections, which are ours and not the service's. */
  readonly passesConnectionLimit: boolean
  /** Is made again at another host when one fails it. Whatever changes something out there never is. */
  readonly failsOver: boolean
}

/**
 * An open circuit breaker never blocks a cancel, a reduce-only order, a query or the stream that tells of fills; an order
 * never fails over.
 */
export const PURPOSE_RULES: Readonly<Record<RequestPurpose, PurposeRules>> = {
  query: { passesAsLastResort: true, passesConnectionLimit: false, failsOver: true },
  upkeep: { passesAsLastResort: true, passesConnectionLimit: false, failsOver: false },
  command: { passesAsLastResort: false, passesConnectionLimit: false, failsOver: false },
  protective: { passesAsLastResort: true, passesConnectionLimit: true, failsOver: false },
}
