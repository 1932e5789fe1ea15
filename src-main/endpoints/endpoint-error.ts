import type { EndpointHostState, ErrorCode } from '../../src-contract/index.ts'
import { EngineError } from '../base/index.ts'
import type { HostFacts } from './ports.ts'

export type EndpointErrorCode = Extract<
  ErrorCode,
  'UNKNOWN_SERVICE' | 'NO_HOST_AVAILABLE' | 'CONNECTION_LIMIT' | 'SIGNED_HOST_GONE'
>

/** A request that was not made: nothing has left this machine. Message and data hold no secrets. */
export class EndpointError extends EngineError {
  declare readonly code: EndpointErrorCode
  /** What to do. */
  readonly advice: string

  constructor(code: EndpointErrorCode, { what, advice, data }: EndpointErrorParts) {
    super(code, `${what} ${advice}`, { data })
    this.name = 'EndpointError'
    this.advice = advice
  }
}

export interface EndpointErrorParts {
  readonly what: string
  readonly advice: string
  readonly data: Readonly<Record<string, unknown>>
}

export function unknownService(name: string, known: readonly string[]): EndpointError {
  const names = known.length === 0 ? 'none is configured' : `known are ${known.join(', ')}`
  return new EndpointError('UNKNOWN_SERVICE', {
    what: `There is no service "${name}"; ${names}.`,
    advice: 'Use one of these names, or add the service under endpoints.services.',
    data: { name, known },
  })
}

/** Every host that could have taken the request, why it did not, and since when. */
export function noHostAvailable(service: string, hosts: readonly HostFacts[]): EndpointError {
  return new EndpointError('NO_HOST_AVAILABLE', {
    what: `No host of "${service}" can be used. ${hosts.map(hostText).join('; ')}.`,
    advice:
      'Hosts come back by themselves once they answer again. Check the connection of this machine and the status page ' +
      `of the service, or change its hosts under endpoints.services.${service}.`,
    data: { service, hosts },
  })
}

export function connectionLimit(service: string, limit: ConnectionLimit): EndpointError {
  const { scope, open, allowed } = limit
  return new EndpointError('CONNECTION_LIMIT', {
    what: `${open} connections to ${scope} are open, and ${allowed} are allowed.`,
    advice: `Try again when one has ended, or raise endpoints.services.${service}.connections.`,
    data: { service, ...limit },
  })
}

export interface ConnectionLimit {
  /** What the limit is of, for a person: `the service "venue"`, `its host "main"`. */
  readonly scope: string
  readonly open: number
  readonly allowed: number
}

export function signedHostGone(service: string, host: string): EndpointError {
  return new EndpointError('SIGNED_HOST_GONE', {
    what: `The request to "${service}" was signed for its host "${host}", which is not there any more.`,
    advice: 'Sign it again for the host that it is given; this one must not be sent to another host.',
    data: { service, host },
  })
}

function hostText({ name, address, state, sinceMs, lastFailure, nextTrialAtMs }: HostFacts): string {
  const trial = nextTrialAtMs === null ? '' : `, tried again from ${timeText(nextTrialAtMs)}`
  const failure = lastFailure === null ? '' : `, last failure ${timeText(lastFailure.atMs)}: ${lastFailure.text}`
  return `${name} (${address}) ${STATE_TEXTS[state]} since ${timeText(sinceMs)}${trial}${failure}`
}

const STATE_TEXTS: Readonly<Record<EndpointHostState, string>> = {
  available: 'available',
  unhealthy: 'fails its health checks',
  broken: 'has failed too many requests',
  trying: 'is being tried with one request',
  leaving: 'is leaving',
}

function timeText(timeMs: number): string {
  return new Date(timeMs).toISOString()
}
