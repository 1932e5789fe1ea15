import type { EndpointHostState, EndpointHostView, EndpointServiceView } from '../../../src-contract/index.ts'

export interface HostRow {
  readonly kind: 'host'
  readonly rowId: string
  readonly service: EndpointServiceView
  readonly host: EndpointHostView
}

export interface ServiceRow {
  readonly kind: 'service'
  readonly rowId: string
  readonly service: EndpointServiceView
  readonly hosts: readonly HostRow[]
}

/** A line of the tree: a service, or a host under it. */
export type EndpointRow = ServiceRow | HostRow

const rows = new WeakMap<EndpointServiceView, ServiceRow>()

/** The lines of a service: the same objects for as long as the service says the same. */
export function serviceRow(service: EndpointServiceView): ServiceRow {
  const known = rows.get(service)
  if (known !== undefined) return known
  const row: ServiceRow = {
    kind: 'service',
    rowId: service.name,
    service,
    hosts: service.hosts.map((host, index) => ({
      kind: 'host',
      // One that is leaving may have the name of one that has come.
      rowId: `${service.name}/${host.name}${host.state === 'leaving' ? ` leaving ${index}` : ''}`,
      service,
      host,
    })),
  }
  rows.set(service, row)
  return row
}

/** How many hosts take requests, of those that are meant to. */
export interface HostCount {
  readonly available: number
  readonly all: number
}

export function countHosts({ hosts }: Pick<EndpointServiceView, 'hosts'>): HostCount {
  const staying = hosts.filter(({ state }) => state !== 'leaving')
  return { available: staying.filter(({ state }) => state === 'available').length, all: staying.length }
}

/** What of all services is said in one line. */
export interface EndpointTotals extends HostCount {
  readonly services: number
  readonly connections: number
  /** Hosts that are left out of services that have others. */
  readonly out: number
  /** Services of which no host is left. */
  readonly down: number
}

export function totalsOf(services: readonly EndpointServiceView[]): EndpointTotals {
  const counts = services.map(countHosts)
  const sum = (of: (count: HostCount) => number): number => counts.reduce((total, count) => total + of(count), 0)
  return {
    services: services.length,
    connections: services.reduce((total, { openConnections }) => total + openConnections, 0),
    available: sum(({ available }) => available),
    all: sum(({ all }) => all),
    out: sum(({ available, all }) => (available === 0 ? 0 : all - available)),
    down: counts.filter(isDown).length,
  }
}

/** A service of which no host is left. */
export const isDown = ({ available, all }: HostCount): boolean => all > 0 && available === 0

type Tone = 'good' | 'warn' | 'bad' | 'unknown'

const SHAPES: Readonly<Record<EndpointHostState, Tone>> = {
  available: 'good',
  unhealthy: 'bad',
  broken: 'bad',
  trying: 'warn',
  leaving: 'unknown',
}

/** Shape that goes with the word of a line. */
export function rowShape(row: EndpointRow): Tone {
  if (row.kind === 'host') return SHAPES[row.host.state]
  const count = countHosts(row.service)
  if (count.all === 0) return 'unknown'
  if (isDown(count)) return 'bad'
  return count.available === count.all ? 'good' : 'warn'
}

const TEXT_TONES: Readonly<Record<Tone, string>> = { good: '', warn: 'warn', bad: 'danger', unknown: 'quiet' }

/** Class of a line's word of state. */
export const rowTone = (row: EndpointRow): string => TEXT_TONES[rowShape(row)]
