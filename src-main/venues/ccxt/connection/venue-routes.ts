import type { VenueProfile, VenueService } from '../profiles/venue-profile.ts'
import { VenueError } from './venue-error.ts'

/** Where an address of ccxt leads. */
export interface VenueRoute {
  /** Name among the endpoints. */
  readonly service: string
  readonly part: string
  /** Host that every signature covers, because ccxt signs for its own address; undefined where signatures cover none. */
  readonly signedFor?: string
  /** The address at a host of the service. */
  at(hostUrl: string): string
}

/** The host that stands first, and has the address which ccxt knows. */
export const MAIN_HOST = 'main'

/** Name among the endpoints of one way into a venue. */
export function serviceName(connection: string, part: string): string {
  return `${connection}-${part}`
}

/** Which service each address that ccxt writes belongs to. */
export class VenueRoutes {
  readonly #profile: VenueProfile
  readonly #connection: string

  constructor(profile: VenueProfile, connection: string) {
    this.#profile = profile
    this.#connection = connection
  }

  /** @throws VenueError for an address of no service: nothing may leave the machine past the endpoints. */
  routeOf(address: string): VenueRoute {
    const service = this.#serviceOf(address)
    if (!service) throw this.#noRoute(address)
    const { part, prefix } = service
    return {
      service: serviceName(this.#connection, part),
      part,
      ...(this.#profile.hostInSignature && { signedFor: MAIN_HOST }),
      at: (hostUrl) => `${hostUrl.replace(/\/$/, '')}${address.slice(prefix.length)}`,
    }
  }

  /** Part of the service that the address belongs to; undefined for one of none. */
  partOf(address: string): string | undefined {
    return this.#serviceOf(address)?.part
  }

  /** The longest prefix, where one begins with another. */
  #serviceOf(address: string): VenueService | undefined {
    return this.#profile.services
      .filter((service) => leadsInto(service, address))
      .toSorted((a, b) => b.prefix.length - a.prefix.length)[0]
  }

  #noRoute(address: string): VenueError {
    const { label, services } = this.#profile
    const known = services.map(({ part, prefix }) => `${part} (${prefix})`).join(', ')
    return new VenueError({
      kind: 'refused',
      what: `A request to ${shownLocation(address)} was not sent: it belongs to no service of ${label}, which are ${known}.`,
      advice: 'This is a fault of the program; please report it with this text.',
      isOutcomeUnknown: false,
    })
  }
}

/** The address without what may be secret in it: user, password and everything behind the path. */
export function shownLocation(address: string): string {
  const parsed = URL.parse(address)
  return parsed === null ? 'an address that is none' : `${parsed.protocol}//${parsed.host}${parsed.pathname}`
}

/** Scheme, host and port only. */
export function shownHost(address: string): string {
  const parsed = URL.parse(address)
  return parsed === null ? '[not a URL]' : `${parsed.protocol}//${parsed.host}`
}

function leadsInto({ prefix }: VenueService, address: string): boolean {
  return address.startsWith(prefix) && ['', '/', '?'].includes(address.charAt(prefix.length))
}
