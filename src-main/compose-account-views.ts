import type { AccountSecretView, VenueView } from '../src-contract/index.ts'
import type { KeyState } from './security/index.ts'
import type { VenueProfile } from './venues/index.ts'

/** How accounts and venues look on the wire. */

export function secretView({ part, secretName, source, variable }: KeyState): AccountSecretView {
  return { part, secretName, source, variable: variable ?? null }
}

export function venueView(profile: VenueProfile): VenueView {
  const { capabilities, services } = profile
  const needed = services.filter(({ isOptional }) => isOptional !== true)
  return {
    venueId: profile.venueId,
    label: profile.label,
    kind: profile.kind,
    environments: (['testnet', 'live'] as const).filter((name) => needed.every(({ hosts }) => hosts[name].length > 0)),
    accountCurrency: profile.accountCurrency,
    needsPassphrase: profile.needsPassphrase,
    services: services.map(({ part, kind, isOptional, hosts }) => ({
      part,
      kind,
      isOptional: isOptional === true,
      hosts: { testnet: [...hosts.testnet], live: [...hosts.live] },
    })),
    capabilities: {
      orderTypes: [...capabilities.orderTypes],
      timesInForce: [...capabilities.timesInForce],
      postOnly: capabilities.postOnly,
      reduceOnly: capabilities.reduceOnly,
      amend: capabilities.amend,
      hedgeMode: profile.hedgeMode,
      streams: { ...profile.streams },
    },
  }
}
