import { z } from 'zod'
import { EndpointStrategy } from '../../../src-contract/index.ts'
import { type JsonObject, mergePatchOf, sameJson, withValueAt } from '../configuration/index.ts'

/** What is edited of a service; everything else of its settings stays as it is. */
const Settings = z.looseObject({
  strategy: EndpointStrategy,
  hosts: z.array(z.looseObject({ name: z.string(), url: z.string(), weight: z.number() })),
})
export type ServiceSettings = z.infer<typeof Settings>

export interface HostDraft {
  /** Stays while the host is written, and when others go. */
  readonly key: number
  readonly name: string
  readonly url: string
  /** As it was typed. */
  readonly weight: string
}

/** A service while it is written. */
export interface ServiceDraft {
  readonly strategy: EndpointStrategy
  readonly hosts: readonly HostDraft[]
}

/** Settings as the configuration or the engine has them; undefined where they are not those of a service. */
export function readSettings(settings: unknown): ServiceSettings | undefined {
  return Settings.safeParse(settings).data
}

export function draftOf({ strategy, hosts }: ServiceSettings): ServiceDraft {
  return {
    strategy,
    hosts: hosts.map(({ name, url, weight }, key) => ({ key, name, url, weight: String(weight) })),
  }
}

/** The draft with one more host, to be filled in. */
export function withNewHost(draft: ServiceDraft): ServiceDraft {
  const key = Math.max(-1, ...draft.hosts.map((host) => host.key)) + 1
  return { ...draft, hosts: [...draft.hosts, { key, name: '', url: '', weight: '1' }] }
}

export function withHost(draft: ServiceDraft, key: number, change: Partial<Omit<HostDraft, 'key'>>): ServiceDraft {
  return { ...draft, hosts: draft.hosts.map((host) => (host.key === key ? { ...host, ...change } : host)) }
}

export function withoutHost(draft: ServiceDraft, key: number): ServiceDraft {
  return { ...draft, hosts: draft.hosts.filter((host) => host.key !== key) }
}

/** The settings that the draft makes of `base`. A weight that is no number goes as it was typed: the engine says what is wrong. */
export function settingsOf(draft: ServiceDraft, base: ServiceSettings): JsonObject {
  return {
    ...base,
    strategy: draft.strategy,
    hosts: draft.hosts.map(({ name, url, weight }) => ({ name, url, weight: numberOf(weight) })),
  }
}

function numberOf(text: string): number | string {
  return text.trim() === '' || !Number.isFinite(Number(text)) ? text : Number(text)
}

const pathOf = (name: string): readonly string[] => ['endpoints', 'services', name]

/**
 * What has to be sent so that the draft holds; undefined where it changes nothing.
 *
 * @param configured The service as it stands in the configuration; undefined where only the engine knows it, which is
 * then written down whole.
 */
export function servicePatch(
  name: string,
  after: JsonObject,
  { base, configured }: { readonly base: ServiceSettings; readonly configured: unknown },
): JsonObject | undefined {
  if (sameJson(after, base)) return undefined
  return withValueAt({}, pathOf(name), mergePatchOf(configured, after))
}

/** What has to be sent so that what the engine knows by itself holds again. */
export const removalPatch = (name: string): JsonObject => withValueAt({}, pathOf(name), null)

/** Fields of a host in the order in which they are written. */
export const HOST_FIELDS = ['name', 'url', 'weight'] as const
export type HostField = (typeof HOST_FIELDS)[number]

/** Id of a host's field, as the engine names it in a fault. */
export const fieldId = (name: string, index: number, field: HostField): string =>
  [...pathOf(name), 'hosts', index, field].join('.')

/** Ids of all that can be written. */
export function fieldIds(name: string, { hosts }: ServiceDraft): readonly string[] {
  return hosts.flatMap((_, index) => HOST_FIELDS.map((field) => fieldId(name, index, field)))
}
