import { afterEach, describe, expect, it, vi } from 'vitest'
import { findLicences, type Licence, loadLicences } from './licences.ts'

const licence = (name: string, id: string): Licence => ({ name, version: '1.0.0', licence: id, text: `${id} text` })
const LIST = [licence('@fastify/static', 'MIT'), licence('semver', 'ISC'), licence('type-fest', '(MIT OR CC0-1.0)')]
const found = (search: string): string[] => findLicences(LIST, search).map(({ name }) => name)

afterEach(() => vi.unstubAllGlobals())

describe('licences', () => {
  it('are all shown while nothing is searched', () => {
    expect(found('  ')).toEqual(['@fastify/static', 'semver', 'type-fest'])
  })

  it('are found by name and by licence, in any case, with every word', () => {
    expect(found('FASTIFY')).toEqual(['@fastify/static'])
    expect(found('mit')).toEqual(['@fastify/static', 'type-fest'])
    expect(found('mit type')).toEqual(['type-fest'])
    expect(found('mit semver')).toEqual([])
  })

  it('come from the file beside the page', async () => {
    vi.stubGlobal('fetch', async (address: string) => ({
      ok: address === './licences.json',
      status: 404,
      json: async () => LIST,
    }))
    expect(await loadLicences()).toEqual(LIST)
  })

  it('say why they cannot be shown', async () => {
    vi.stubGlobal('fetch', async () => ({ ok: false, status: 404 }))
    await expect(loadLicences()).rejects.toThrow('status 404')
    vi.stubGlobal('fetch', async () => ({ ok: true, status: 200, json: async () => [{ name: 'x' }] }))
    await expect(loadLicences()).rejects.toThrow('damaged')
  })
})
