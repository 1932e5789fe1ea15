import { EngineError } from '../../../base/index.ts'
import { EndpointsConfig } from '../../../endpoints/index.ts'
import { hostsOf } from '../../account-settings.ts'
import type { VenueEnvironment, VenueProfile, VenueService } from '../profiles/venue-profile.ts'
import { MAIN_HOST, serviceName } from './venue-routes.ts'

export interface VenueServicesOptions {
  readonly profile: VenueProfile
  readonly environment: VenueEnvironment
  /** First part of the names: `<name>-<part>`. */
  readonly name: string
  /** Addresses by part; where there are any, nothing goes to the venue's own. */
  readonly urls?: Readonly<Record<string, string | string[]>>
  /** The venue is reached through a proxy only. */
  readonly isProxied?: boolean
}

/** In the order of the hosts; later ones are numbered. */
const HOST_NAMES = [MAIN_HOST, 'second', 'third', 'fourth']

/**
 * What the endpoints have to know to reach a venue, by names `<name>-<part>`. Ways in that only some environments have are
 * left out elsewhere. Streams are not looked at by checks, because those that are open tell by themselves; and behind a proxy
 * nothing is, because a check would go past it.
 * @throws EngineError `CONFIG_INVALID`, which names the part, the environment, or the address without its secrets.
 */
export function venueServices(options: VenueServicesOptions): EndpointsConfig['services'] {
  const { profile, environment, name, urls = {} } = options
  const unknown = Object.keys(urls).find((part) => profile.services.every((service) => service.part !== part))
  if (unknown !== undefined) throw invalid(`"${unknown}" is no way into ${profile.label}; it has ${partsOf(profile)}`)
  const reached = profile.services.flatMap((service) => {
    const hosts = hostsOf({ urls, environment }, service)
    if (hosts.length === 0 && service.isOptional !== true) throw invalid(missingText(options, service))
    return hosts.length === 0 ? [] : [[serviceName(name, service.part), settingsOf(service, hosts, options)] as const]
  })
  const parsed = EndpointsConfig.safeParse({ services: Object.fromEntries(reached) })
  if (parsed.success) return parsed.data.services
  throw invalid(parsed.error.issues.map(({ path, message }) => `${path.slice(1).join('.')} ${message}`).join('; '))
}

function settingsOf(service: VenueService, hosts: readonly string[], options: VenueServicesOptions): object {
  const { kind, healthPath } = service
  const isChecked = kind === 'http' && options.isProxied !== true
  return {
    kind,
    hosts: hosts.map((url, index) => ({ name: HOST_NAMES[index] ?? `host-${index + 1}`, url })),
    hostInSignature: options.profile.hostInSignature,
    healthCheck: { enabled: isChecked, path: healthPath },
  }
}

function missingText({ profile, environment, urls = {} }: VenueServicesOptions, { part }: VenueService): string {
  return Object.keys(urls).length > 0
    ? `there is no address for "${part}", and nothing goes to ${profile.label} itself once others are given`
    : `${profile.label} has no ${environment} of its own: there is no address for "${part}"`
}

function partsOf({ services }: VenueProfile): string {
  return services.map(({ part }) => part).join(', ')
}

function invalid(what: string): EngineError {
  return new EngineError('CONFIG_INVALID', `The venue cannot be reached: ${what}.`)
}
