import { describe, expect, it } from 'vitest'
import {
  draftOf,
  fieldIds,
  readSettings,
  removalPatch,
  type ServiceDraft,
  servicePatch,
  type ServiceSettings,
  settingsOf,
  withHost,
  withNewHost,
  withoutHost,
} from './service-draft.ts'

const BASE: ServiceSettings = {
  kind: 'http',
  strategy: 'weighted',
  hosts: [
    { name: 'main', url: 'https://a.example.com/v3', weight: 3 },
    { name: 'backup', url: 'https://b.example.com', weight: 1 },
  ],
  breaker: { failures: 5, openMs: 30_000 },
}

/** What an edit of a service from the configuration sends. */
function patchAfter(edit: (draft: ServiceDraft) => ServiceDraft): unknown {
  return servicePatch('rest', settingsOf(edit(draftOf(BASE)), BASE), { base: BASE, configured: BASE })
}

/** The service in a patch. */
const sent = (service: object): object => ({ endpoints: { services: { rest: service } } })

describe('a service while it is edited', () => {
  it('is sent not at all where nothing is changed', () => {
    expect(patchAfter((draft) => draft)).toBeUndefined()
    expect(patchAfter((draft) => withoutHost(withNewHost(draft), 2))).toBeUndefined()
  })

  it('is sent with another strategy, and everything that is not edited stays', () => {
    expect(patchAfter((draft) => ({ ...draft, strategy: 'random' }))).toEqual(sent({ ...BASE, strategy: 'random' }))
  })

  it('is sent with another weight, as a number', () => {
    const [main, backup] = BASE.hosts
    expect(patchAfter((draft) => withHost(draft, 1, { weight: '7' }))).toEqual(
      sent({ ...BASE, hosts: [main, { ...backup, weight: 7 }] }),
    )
  })

  it('is sent with a host more, and with one less, the others as they are', () => {
    const spare = { name: 'spare', url: 'https://c.example.com', weight: 1 }
    const { key, ...fields } = { key: 2, ...spare, weight: '1' }
    expect(patchAfter((draft) => withHost(withNewHost(draft), key, fields))).toEqual(
      sent({ ...BASE, hosts: [...BASE.hosts, spare] }),
    )
    expect(patchAfter((draft) => withoutHost(draft, 0))).toEqual(sent({ ...BASE, hosts: [BASE.hosts[1]] }))
  })

  it('hands on what is no weight as it was typed, so that the engine can say what is wrong', () => {
    const draft = withHost(draftOf(BASE), 0, { weight: 'much' })
    expect(settingsOf(withHost(draft, 1, { weight: '' }), BASE)).toMatchObject({
      hosts: [{ weight: 'much' }, { weight: '' }],
    })
  })

  it('is written down whole where only the engine knows it', () => {
    const after = settingsOf({ ...draftOf(BASE), strategy: 'random' }, BASE)
    expect(servicePatch('rest', after, { base: BASE, configured: undefined })).toEqual(sent(after))
  })

  it('names its fields as the engine names them in a fault', () => {
    expect(fieldIds('rest', draftOf(BASE)).slice(0, 4)).toEqual([
      'endpoints.services.rest.hosts.0.name',
      'endpoints.services.rest.hosts.0.url',
      'endpoints.services.rest.hosts.0.weight',
      'endpoints.services.rest.hosts.1.name',
    ])
  })

  it('is taken out of the configuration by a patch that says so', () => {
    expect(removalPatch('rest')).toEqual({ endpoints: { services: { rest: null } } })
  })

  it('is read only from what are settings of a service', () => {
    expect(readSettings(BASE)).toEqual(BASE)
    expect(readSettings({ ...BASE, strategy: 'fastest' })).toBeUndefined()
    expect(readSettings(null)).toBeUndefined()
  })
})
