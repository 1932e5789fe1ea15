import type { EndpointHostView, EndpointServiceState } from '../../src-contract/index.ts'
import type { AlertBook } from './alert-book.ts'
import type { AlertCause } from './alert-cause.ts'
import { sentence } from './alert-text.ts'

/** What stands for long enough to be told: an alert and the state of the hosts that it was told for. */
interface Finding {
  readonly cause: AlertCause
  readonly states: string
}

/** Raises hosts of outside services that are left out, and services of which no host is left; takes them back once they are used again. */
export class EndpointWatch {
  readonly #book: Pick<AlertBook, 'raise' | 'resolve' | 'standingOf'>
  /** States that were told, by code and subject: the same finding does not count again. */
  #told = new Map<string, string>()

  constructor(book: Pick<AlertBook, 'raise' | 'resolve' | 'standingOf'>) {
    this.#book = book
  }

  /** Every service as it is now. */
  handleServices(services: readonly EndpointServiceState[]): void {
    const found = new Map(services.flatMap(findingsOf).map((finding) => [keyOf(finding.cause), finding]))
    for (const code of ['ENDPOINT_HOST_DOWN', 'ENDPOINT_SERVICE_DOWN'] as const) {
      for (const { subject } of this.#book.standingOf(code)) {
        if (!found.has(keyOf({ code, subject }))) this.#book.resolve({ code, subject })
      }
    }
    for (const [key, { cause, states }] of found) if (this.#told.get(key) !== states) this.#book.raise(cause)
    this.#told = new Map([...found].map(([key, { states }]) => [key, states]))
  }
}

const keyOf = ({ code, subject }: Pick<AlertCause, 'code' | 'subject'>): string => `${code} ${subject}`

/** One thing of a service at a time: each host that is out, or that all of them are. */
function findingsOf(service: EndpointServiceState): Finding[] {
  const hosts = service.hosts.filter(({ state }) => state !== 'leaving')
  const out = hosts.filter(isOut)
  if (out.length === 0) return []
  if (out.length === hosts.length) return [serviceDown(service, out)]
  return out.map((host) => hostDown(service, host))
}

/** One that is tried has not come back yet. */
function isOut({ state }: EndpointHostView): boolean {
  return state === 'unhealthy' || state === 'broken' || state === 'trying'
}

function hostDown({ name }: EndpointServiceState, host: EndpointHostView): Finding {
  const cause: AlertCause = {
    code: 'ENDPOINT_HOST_DOWN',
    subject: `${name} ${host.name}`,
    instrumentId: null,
    severity: 'warning',
    title: `Host ${host.name} of ${name} is left out`,
    detail: `${hostText(host)} The other hosts of the service take its requests. It comes back by itself; if it does not, look at the status page of the service or take it out under endpoints.services.${name}.`,
  }
  return { cause, states: stateText(host) }
}

function serviceDown({ name }: EndpointServiceState, hosts: readonly EndpointHostView[]): Finding {
  const cause: AlertCause = {
    code: 'ENDPOINT_SERVICE_DOWN',
    subject: name,
    instrumentId: null,
    severity: 'critical',
    title: `No host of ${name} can be used`,
    detail: `${hosts.map(hostText).join(' ')} Of what goes there only queries, cancels and what reduces a position are still tried. Check the connection of this machine and the status page of the service, or change its hosts under endpoints.services.${name}.`,
  }
  return { cause, states: hosts.map(stateText).join(' ') }
}

function hostText({ name, address, state, lastFailure }: EndpointHostView): string {
  const why = state === 'unhealthy' ? 'fails its health checks' : 'has failed too many requests'
  return sentence(`${name} (${address}) ${why}${lastFailure === null ? '' : `: ${lastFailure.text}`}`)
}

/** A trial that fails again is no news. */
function stateText({ name, state }: EndpointHostView): string {
  return `${name} ${state === 'unhealthy' ? 'unhealthy' : 'broken'}`
}
